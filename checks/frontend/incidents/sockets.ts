import type { Incident } from '#diagnosis/incident.ts';
import { rollbackSteps } from '#diagnosis/steps.ts';

const lacksSocket: Incident = {
  id: 'page-lacks-socket',
  title: 'Pages open a socket to their site and do not get it',
  severity: 'P2',
  affected: 'everyone who waits for what comes by itself: messages, counts, changes of others; the pages open',
  symptoms: ['a page that is right once it is loaded anew, and then grows old', '200 everywhere'],
  signs: [
    {
      check: 'frontend/renders',
      codes: ['page-socket-refused'],
      outcome: 'degraded',
      facts: { problem: ['socket-refused'] },
    },
  ],
  firstChecks: [
    'Did a rule change in front of the server: does what stands there hand on `Upgrade`?',
    'Does the server take the name under which the pages are served as an origin?',
  ],
  steps: [
    {
      text: 'what does the server answer to somebody who wants a socket?',
      command:
        'curl -sS -m 10 -o /dev/null -D - --http1.1 -H "connection: Upgrade" -H "upgrade: websocket" -H "sec-websocket-version: 13" -H "sec-websocket-key: d2F0Y2hwb3N0LXByb2JlIQ==" -H "origin: {app}" {url}',
      expect:
        '101, and no more -> it has passed; 403 -> its list of origins: Do 2; 200, 400, 404, 426 -> what stands in front does not hand on `Upgrade`; 5xx -> the log of the server, and Do 2',
    },
    {
      ...rollbackSteps.frontend,
      text: 'deploy the build before, where one came since it last held; then',
      expect: 'the socket opens within 2 min -> stay there; the same -> what stands in front of the server',
    },
    {
      text: 'neither a deploy nor a rule in front',
      expect: 'it opens from inside and not from outside -> the owner of the proxy; from nowhere -> of the server',
      afterMinutes: 15,
    },
  ],
  selfHealing: 'Pages try again by themselves: it heals with what answers them.',
  rollback: { scope: 'frontend', why: 'what answers the socket, and from whom it takes one, comes with a deploy' },
};

const [socketStep, ...otherSteps] = lacksSocket.steps;

const lacksStream: Incident = {
  ...lacksSocket,
  id: 'page-lacks-stream',
  title: 'Pages listen to a stream of events and do not get it',
  signs: [
    {
      check: 'frontend/renders',
      codes: ['page-socket-refused'],
      outcome: 'degraded',
      facts: { problem: ['stream-refused'] },
    },
  ],
  firstChecks: [
    'Did a rule change in front of the server: does what stands there hand on answers that have no end?',
    'Does the route that is listened to still stand in the server?',
  ],
  steps: [
    {
      ...socketStep,
      text: 'what does the server answer to somebody who listens?',
      command: 'curl -sS -m 10 -i -H "accept: text/event-stream" -H "origin: {app}" {url}',
      expect:
        '200 as text/event-stream, held until curl gives up -> it has passed; a page -> what stands in front, or a route that is gone: Do 2; 404 -> the route: Do 2; 502, 503, 504 -> the server behind, and its log; 403 -> its list of origins: Do 2',
    },
    ...otherSteps.map((step) => ({
      ...step,
      ...(step.expect && { expect: step.expect.replace('socket', 'stream') }),
    })),
  ],
  rollback: { scope: 'frontend', why: 'who answers those who listen, and as what, comes with a deploy' },
};

const empty: Pick<Incident, 'severity' | 'affected'> = {
  severity: 'P0',
  affected: 'everyone: the pages look well at most, and nothing on them does anything',
};

/** Pages that do not get the live connection that they open. */
export const socketIncidents: readonly Incident[] = [
  lacksSocket,
  lacksStream,
  {
    ...lacksSocket,
    id: 'drawn-by-lost-socket',
    title: 'Pages are drawn by what their socket brings, and do not get it',
    ...empty,
    symptoms: ['buttons and forms that do nothing', 'a notice that the page connects anew', '200 everywhere'],
    signs: [
      { check: 'frontend/renders', codes: ['page-socket-refused'], facts: { problem: ['socket-draws'] } },
      {
        check: 'frontend/renders',
        codes: ['page-blank', 'page-unrecognised', 'page-does-not-stay'],
        facts: { problem: ['socket-refused'] },
      },
    ],
  },
  {
    ...lacksStream,
    id: 'drawn-by-lost-stream',
    title: 'Pages stay empty, and do not get the stream of events that they listen to',
    ...empty,
    symptoms: ['pages that are blank, or show something else', '200 everywhere'],
    signs: [
      {
        check: 'frontend/renders',
        codes: ['page-blank', 'page-unrecognised', 'page-does-not-stay'],
        facts: { problem: ['stream-refused'] },
      },
    ],
  },
];
