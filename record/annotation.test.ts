import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Note, noteSchema, notesOf, noteType, toAnnotation } from './annotation.ts';

const exchange: Note = {
  kind: 'exchange',
  method: 'GET',
  url: 'https://api.loventia.example/health',
  status: 503,
  phases: { dns: 1, tcp: 2.5, tls: 0, ttfb: 12, transfer: 0.1, total: 15.6 },
  headers: { server: 'nginx' },
  redirects: ['301 https://api.loventia.example/'],
  bodyShape: '{status:string}',
  bodyStart: '{"status":"degraded"}',
};
const notes: Note[] = [
  {
    kind: 'failure',
    class: 'http-error',
    code: 'something-seen',
    facts: {},
    message: 'größer, "zitiert"\nund \\',
    party: 'app',
    unconfirmed: true,
    evidence: ['GET …'],
  },
  {
    kind: 'degraded',
    reason: 'second-try',
    class: 'tcp',
    code: 'something-seen',
    facts: {},
    message: 'once',
    evidence: [],
  },
  { kind: 'not-run', reason: 'blocked', message: 'no session' },
  { kind: 'probe', name: 'photo.jpg', ok: false, detail: 'answered 403' },
  { kind: 'timing', name: 'tls', ms: 0.25 },
  { kind: 'hop', name: 'premium', ms: 230 },
  { kind: 'certificate', host: 'api', daysLeft: -3, fingerprint: 'AB:CD' },
  { kind: 'release', component: 'api', release: '9ab12f0' },
  { kind: 'trace', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' },
  exchange,
  { kind: 'requests', sent: 4, refused: 1 },
  { kind: 'orphans', count: 2 },
  { kind: 'browser', version: '149.0.1' },
  { kind: 'remark', message: 'signed for 900 s more' },
  { kind: 'rules-out', what: 'DNS', of: 'api' },
];

describe('notes', () => {
  test('come back as they were taken, in their order', () => {
    assert.deepEqual(notesOf(notes.map(toAnnotation)), notes);
  });

  test('cover every kind there is', () => {
    const kinds = noteSchema.options.map((option) => option.shape.kind.value);
    assert.deepEqual(new Set(notes.map(({ kind }) => kind)), new Set(kinds));
  });

  test('are told from all other annotations', () => {
    const others = [
      { type: 'issue', description: '{"kind":"remark"}' },
      { type: '_claim', description: 'x' },
    ];
    const [first = assert.fail()] = notes;
    assert.deepEqual(notesOf([...others, toAnnotation(first)]), [first]);
  });

  test('travel under a type that reports do not show', () => assert.match(noteType, /^_/));

  test('that nobody could have taken are an error', () => {
    for (const description of ['{"kind":"remark"}', '{"kind":"timing","name":"x","ms":-1}', 'no JSON'])
      assert.throws(() => notesOf([{ type: noteType, description }]));
    assert.throws(() => notesOf([{ type: noteType }]));
  });
});
