import { apiFailures } from '#checks/api/failures.ts';
import { edgeFailures } from '#checks/edge/failures.ts';
import { commonFailures } from '#fixtures/outcome/common-failures.ts';
import { degradedAs, failing, failingAs } from '#record/samples/sample-check.ts';
import { mendedBy } from '../../truth.ts';
import { answered, type ElsewhereRow } from './row.ts';

const platform = mendedBy(['platform']);
const backend = mendedBy(['backend']);
const runner = mendedBy([], 'suite').outside;

/** What answers in the place of an API, on the way to it, and where the run itself is at fault. */
export const serving: readonly ElsewhereRow[] = [
  {
    what: 'liveness answers 500 with a page of a framework',
    changes: { 'api/health': failingAs(commonFailures['status-unexpected'], answered('GET /health', 500)) },
    means: ['health-down'],
    truth: backend.release,
  },
  {
    what: 'a page of maintenance answers 503 in the place of the API',
    changes: {
      'api/health': failingAs(commonFailures['maintenance-page'], {
        ...answered('GET /health', 503),
        problem: 'says-so',
      }),
    },
    means: ['maintenance-page'],
    truth: backend.outside,
  },
  {
    what: 'a firewall challenges the probe at the API',
    changes: { 'api/health': failingAs(commonFailures['edge-blocked'], answered('GET /health', 403)) },
    means: ['other-edge-blocked', 'edge-blocks-probe'],
    truth: platform.outside,
  },
  {
    what: 'the liveness word is Degraded, with 200',
    changes: {
      'api/health': failingAs(commonFailures['body-unexpected'], {
        ...{ path: '/health', expected: '"Healthy"', got: '"Degraded"', type: 'text/plain' },
      }),
    },
    means: ['contract-broken', 'other-contract'],
    truth: backend.release,
  },
  {
    what: 'readiness says OUT_OF_SERVICE and names no dependency',
    changes: {
      'api/ready': failingAs(apiFailures['says-bad'], {
        path: '/actuator/health',
        status: 503,
        state: ['OUT_OF_SERVICE'],
      }),
    },
    means: ['not-ready'],
    truth: backend.release,
  },
  {
    what: 'a search cluster is down behind readiness',
    changes: {
      'api/ready': failingAs(apiFailures['ready-dependency'], {
        ...{ path: '/health/ready', status: 503, dependency: ['opensearch'], state: ['Unhealthy'] },
      }),
    },
    means: ['ready-db', 'not-ready'],
    truth: backend.release,
  },
  {
    what: 'every second connection is answered with 500',
    changes: {
      'api/steady': failingAs(apiFailures['connections-unserved'], {
        ...{ host: 'api', status: 500, count: 12, total: 20, extent: 'most', detail: 'GET /health 500 in 49 ms' },
      }),
    },
    means: ['mostly-unserved', 'flaky-task'],
    truth: backend.release,
  },
  {
    what: 'a process hangs: it takes connections and answers none',
    changes: {
      'api/health': failingAs(commonFailures['no-answer'], {
        ...{
          host: 'api.example',
          url: 'https://api.example/health',
          phase: 'answer',
          detail: 'no answer within 3000 ms',
        },
      }),
    },
    means: ['api-timeout'],
    truth: backend.release,
  },
  {
    what: 'liveness is slow',
    changes: {
      'api/health': degradedAs('slow', commonFailures['too-slow'], {
        subject: 'GET /health',
        ms: 1_400,
        budgetMs: 500,
      }),
    },
    means: ['other-latency'],
    truth: backend.release,
  },
  {
    what: 'one of two addresses takes no connections',
    changes: {
      'edge/tcp:api': degradedAs('advisory', edgeFailures['address-dead'], {
        ...{
          host: 'api.example',
          got: ['192.0.2.8'],
          count: 1,
          total: 2,
          errorCode: 'ECONNREFUSED',
          detail: 'refused',
        },
      }),
    },
    means: ['address-dead'],
    truth: platform.outside,
  },
  {
    what: 'a certificate has a common name alone',
    changes: {
      'edge/tls:api': failingAs(edgeFailures['certificate-wrong-host'], {
        ...{ host: 'api.example', expected: 'api.example', got: [], errorCode: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      }),
    },
    means: ['tls-wrong-host'],
    truth: platform.outside,
  },
  {
    what: 'an intermediate certificate is not sent',
    changes: {
      'edge/tls:app': failingAs(edgeFailures['issuer-missing'], {
        ...{ host: 'app.example', name: 'R11', errorCode: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      }),
    },
    means: ['tls-untrusted'],
    truth: platform.outside,
  },
  {
    what: 'a load balancer wants a client certificate',
    changes: {
      'edge/tls:api': failingAs(edgeFailures['client-certificate-wanted'], {
        ...{ host: 'api.example:443', errorCode: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', detail: 'turns away' },
      }),
    },
    means: ['tls-client-certificate'],
    truth: platform.outside,
  },
  {
    what: 'a listener has lost its TLS',
    changes: {
      'edge/tls:app': failingAs(edgeFailures['no-tls'], {
        ...{ host: 'app.example:443', errorCode: 'ERR_SSL_WRONG_VERSION_NUMBER', detail: 'answers what is no TLS' },
      }),
    },
    means: ['tls-none'],
    truth: platform.outside,
  },
  {
    what: 'a proxy with a full disk cuts long answers off',
    changes: {
      'api/ready': failingAs(commonFailures['answer-cut-off'], {
        ...{ host: 'api.example', url: 'https://api.example/ready', phase: 'answer', bytes: 8_192 },
        ...{ expectedBytes: 90_000, detail: 'the answer broke off after 8192 of 90000 bytes' },
      }),
    },
    means: ['answer-cut-off'],
    truth: platform.outside,
  },
  {
    what: 'no resolver answers for any host',
    changes: Object.fromEntries(
      ['api', 'app'].map((host) => [
        `edge/dns:${host}`,
        failingAs(edgeFailures['resolver-failed'], { host: `${host}.example`, errorCode: 'EAI_AGAIN' }),
      ]),
    ),
    means: ['dns-unanswered'],
    truth: platform.outside,
  },
  {
    what: 'the machine of the run is offline',
    changes: { 'runner/online': failingAs(edgeFailures['runner-offline'], { host: '192.0.2.1:443' }) },
    means: ['other-harness'],
    truth: runner,
  },
  {
    what: 'a check of ours throws',
    changes: { 'api/version': failing('harness', 'undefined is not a function') },
    means: ['other-harness'],
    truth: runner,
  },
];
