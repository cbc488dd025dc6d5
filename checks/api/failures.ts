import { lateLine, statusLine } from '#fixtures/outcome/common-failures.ts';
import type { FactsWith } from '#record/facts.ts';
import { defineFailures } from '#record/failure-code.ts';

type RouteErrors = FactsWith<'subject' | 'expected' | 'detail' | 'count' | 'total'>;

/** How claims about an API fail. */
export const apiFailures = defineFailures({
  'ready-dependency': {
    class: 'dependency',
    message: ({ path, status, dependency, state }: FactsWith<'path' | 'status' | 'dependency' | 'state'>) =>
      `${path} ${status} ${dependency.map((name, at) => `${name}=${state[at]}`).join(', ')}`,
  },
  /** It names no dependency that is bad, and says of itself that it is. */
  'says-bad': {
    class: 'dependency',
    message: ({ path, status, state }: FactsWith<'path' | 'status' | 'state'>) =>
      `${path} answered ${status} and says "${state.join(', ')}"`,
  },
  'says-degraded': {
    class: 'dependency',
    message: ({ path, status, state }: FactsWith<'path' | 'status' | 'state'>) =>
      `${path} answered ${status} and says ${state.join(', ')}`,
  },
  /** It says itself that it has no connection to its database, in the database's own words. */
  'database-unreached': { class: 'dependency', message: statusLine },
  'ready-names-nothing': {
    class: 'contract',
    message: ({ path, field }: FactsWith<'path' | 'field'>) => `${path} names no dependency under "${field}"`,
  },
  'service-other': {
    class: 'contract',
    message: ({ path, field, expected, got }: FactsWith<'path' | 'field' | 'expected' | 'got'>) =>
      `${path} is answered by "${got}" ("${field}"), expected "${expected}"`,
  },
  'service-untold': {
    class: 'contract',
    message: ({ path, field, expected }: FactsWith<'path' | 'field' | 'expected'>) =>
      `${path} names no service under "${field}", expected "${expected}"`,
  },
  'field-missing': {
    class: 'contract',
    message: ({ path, field }: FactsWith<'path' | 'field'>) => `${path} says nothing that can be read under "${field}"`,
  },
  'answer-stale': {
    class: 'contract',
    message: ({ path, field, seconds, budgetMs }: FactsWith<'path' | 'field' | 'seconds' | 'budgetMs'>) =>
      `${path} ${seconds > 0 ? `was made ${seconds} s ago` : `will be made in ${-seconds} s`} by its "${field}", allowed ${budgetMs / 1_000} s`,
  },
  'connections-unserved': {
    class: 'http-error',
    message: ({ count, total, detail }: FactsWith<'count' | 'total' | 'detail'>) =>
      `${count} of ${total} fresh connections were not served: ${detail}`,
  },
  /** `subject` is every route that fails too often, with how often; `count` of all `total` routes. */
  'route-errors': {
    class: 'http-error',
    message: ({ subject, expected, detail, count, total }: RouteErrors) =>
      `${subject} failed, allowed ${expected}: ${detail}${count < total ? `; the other ${total - count} of ${total} routes hold` : ''}`,
  },
  'route-unguarded': {
    class: 'contract',
    message: ({ subject, status, expectedStatus }: FactsWith<'subject' | 'status' | 'expectedStatus'>) =>
      `${subject} answered ${status} to what it should refuse with ${expectedStatus.join(' or ')}`,
  },
  'route-slow': { class: 'latency', message: lateLine },
  'clock-off': {
    class: 'clock',
    message: ({ host, seconds, budgetMs }: FactsWith<'host' | 'seconds' | 'budgetMs'>) =>
      `the clock of ${host} is ${Math.abs(seconds)} s ${seconds > 0 ? 'fast' : 'slow'}, allowed ${budgetMs / 1_000} s`,
  },
  /** Others agree with the API, and not with us. */
  'runner-clock-off': {
    class: 'harness',
    message: ({ host, seconds, budgetMs }: FactsWith<'host' | 'seconds' | 'budgetMs'>) =>
      `the clock of this machine is ${Math.abs(seconds)} s ${seconds > 0 ? 'slow' : 'fast'}, allowed ${budgetMs / 1_000} s: others agree with ${host}`,
  },
  'clock-untold': {
    class: 'contract',
    message: ({ path }: FactsWith<'path'>) => `${path} answered without a Date header that can be read`,
  },
  'version-unexpected': {
    class: 'release',
    message: ({ path, release, otherRelease }: FactsWith<'path' | 'release' | 'otherRelease'>) =>
      `${path} names the release ${release}, expected ${otherRelease}`,
  },
  'version-missing': {
    class: 'contract',
    message: ({ path, field }: FactsWith<'path' | 'field'>) => `${path} says no release under "${field}"`,
  },
});
