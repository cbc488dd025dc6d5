import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMetricsType, readExposition } from './exposition.ts';

/** Samples as the text format's own documentation and common client libraries write them. */
const samples = [
  'up 1',
  'http_requests_total{method="post",code="200"} 1027 1395066363000',
  'http_requests_total{method="post",code="400"}    3 1395066363000',
  String.raw`msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="Cannot find file:\n\"FILE.TXT\""} 1.458255915e9`,
  'something_weird{problem="division by zero"} +Inf -3982045',
  'http_request_duration_seconds_bucket{le="+Inf"} 144320',
  'rpc_duration_seconds{quantile="0.5"} NaN',
  'job:latency:mean5m .5',
  'with_spaces { a = "1" , b = "2" , } 3',
  'without_space{a="1"}3',
  '\tindented 1e-7 ',
  '{"http.server.duration", "service.name"="api"} 12.',
];

for (const line of samples) {
  test(`${JSON.stringify(line)} is a sample`, () => {
    assert.deepEqual(readExposition(`# TYPE x untyped\n${line}\n`, 'text/plain'), { samples: 1 });
  });
}

const broken = [
  '<!DOCTYPE html>',
  '{"error":"Internal Server Error"}',
  'up',
  'up one',
  'up 1 2 3',
  'up{a="1" 1',
  'up{a=1} 1',
  '1up 1',
  'up 1\r',
  'up{a="b} 1',
];

for (const line of broken) {
  test(`${JSON.stringify(line)} is none, and its place is told but not its words`, () => {
    const expected = { samples: 1, problem: 'line 2 is neither a sample nor a comment' };
    assert.deepEqual(readExposition(`good 1\n${line}\nalso_good 1\n`, 'text/plain'), expected);
  });
}

test('a page of comments alone holds nothing to scrape', () => {
  for (const page of ['', '\n\n', '# HELP up Whether it is up.\n'])
    assert.deepEqual(readExposition(page, 'text/plain'), { samples: 0, problem: 'it holds no sample' });
});

test('OpenMetrics has exemplars and an end, without which it was cut off', () => {
  const page = '# TYPE foo histogram\nfoo_bucket{le="0.01"} 8 # {trace_id="KOO5S4vxi0o"} 0.67 1520879607.789\n# EOF';
  assert.deepEqual(readExposition(page, openMetricsType), { samples: 1 });
  assert.deepEqual(readExposition(`${page}\n`, openMetricsType), { samples: 1 });
  const { problem = '' } = readExposition(page.replace('# EOF', ''), openMetricsType);
  assert.match(problem, /^it does not end with # EOF, /);
});

test('the text format ends each of its lines, the last one too, so that a page that was cut off shows', () => {
  const { samples: read, problem = '' } = readExposition('up 1\nprocess_resident_memory_bytes 12', 'text/plain');
  assert.equal(read, 2);
  assert.match(problem, /^it does not end with a line feed, /);
});

test('a long line that is no sample is refused in no time', () => {
  const hostile = [
    '1'.repeat(200_000),
    `x{${'a="b",'.repeat(50_000)}`,
    `x{a="${'\\'.repeat(200_001)}`,
    ' '.repeat(200_000),
  ];
  const started = performance.now();
  for (const line of hostile) readExposition(`${line}!`, 'text/plain');
  assert.ok(performance.now() - started < 2_000);
});
