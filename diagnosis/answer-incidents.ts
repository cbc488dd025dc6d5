import { layers } from '#record/vocabulary.ts';
import type { Incident } from './incident.ts';
import { logOf, lookAtRollout, stoppedTasks, watchIt } from './steps.ts';

const findOut = { scope: 'none', why: 'first find out whether the app or what passes its answer on ends it' } as const;

/** Any check may meet it: two that do are two things that are wrong. Whether the app or what passes its answers on did it does not show. */
const ofAnyCheck = (code: string) =>
  layers.map((layer) => ({ check: `${layer}/*`, codes: [code], vague: true as const }));

/** An answer that ends too soon, whatever was asked. */
const answerCutOff: Incident = {
  id: 'answer-cut-off',
  title: 'An answer breaks off before its end',
  severity: 'P1',
  asBadAsClaim: true,
  affected: 'those who use what this check looks at: browsers throw such an answer away',
  symptoms: [
    'curl: (18) transfer closed',
    'ERR_CONTENT_LENGTH_MISMATCH or ERR_INCOMPLETE_CHUNKED_ENCODING in browsers',
  ],
  signs: ofAnyCheck('answer-cut-off'),
  firstChecks: ['Does it break off at the same byte each time?', 'Was the app, or a proxy before it, just changed?'],
  steps: [
    {
      text: 'three times: does it end at the same byte?',
      command:
        'for i in 1 2 3; do curl -sS -m 10 -o /dev/null -w "%{http_code}, %{size_download} bytes\\n" {url}; done',
      expect:
        'no error -> it has passed: Do 4; the same byte -> a wrong length or a limit: Do 3; others -> the process dies: Do 2',
    },
    stoppedTasks,
    {
      ...lookAtRollout,
      expect: 'one just before the first red run -> roll it back; none -> the log of what passes answers on',
    },
    watchIt,
    {
      text: 'what the log of the CDN or proxy before it says of that minute',
      expect:
        '"upstream prematurely closed" -> the app: Do 2; no such line, or a full disk -> the proxy: its buffers, its time limits',
      afterMinutes: 10,
    },
  ],
  selfHealing: 'A process that died is started again; a wrong length or a limit stays.',
  rollback: findOut,
  logs: '?error ?Error ?fatal ?memory',
};

/** An answer that is none by the rules of HTTP, as browsers take them. */
const answerMalformed: Incident = {
  id: 'answer-malformed',
  title: 'What answers does not speak HTTP as browsers read it',
  severity: 'P1',
  asBadAsClaim: true,
  affected: 'those who use what this check looks at: browsers refuse such an answer',
  symptoms: ['ERR_INVALID_HTTP_RESPONSE, ERR_CONTENT_DECODING_FAILED or ERR_RESPONSE_HEADERS_… in browsers'],
  signs: ofAnyCheck('answer-malformed'),
  firstChecks: ['Does the app itself answer so, or a proxy before it?', 'Was one of them just changed?'],
  steps: [
    {
      text: 'the raw answer: who wrote it?',
      command: 'curl -sS -m 10 -i {url} | head -c 2000 | xxd | head -40',
      expect:
        'curl: (1) -> another service has that port; a header twice -> app and proxy both set it; unpacked gzip -> a proxy',
    },
    {
      ...lookAtRollout,
      expect: 'one just before the first red run -> roll it back; none -> the newest change of the proxy: take it back',
    },
    logOf('?error ?Error'),
    watchIt,
    {
      text: 'call the owner with the evidence below',
      expect: 'they know of a change -> undo it; they do not -> ask the app past its proxy: right there -> the proxy',
      afterMinutes: 15,
    },
  ],
  selfHealing: 'Not by itself.',
  rollback: findOut,
  logs: '?error ?Error',
};

export const answerIncidents: readonly Incident[] = [answerCutOff, answerMalformed];
