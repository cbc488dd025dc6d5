import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { apiNeeds, apis } from '#fixtures/http/apis.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { expectStatus } from '#fixtures/http/http.ts';
import { valueAt } from '#fixtures/http/json-path.ts';
import { claim, required, test } from '#fixtures/index.ts';
import { fail, note, rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { apiFailures } from './failures.ts';

for (const { id, host, ready } of apis('ready')) {
  test(
    `${host} is ready and so is everything it depends on`,
    claim({
      id,
      severity: 'P0',
      classes: ['dependency', 'http-error', 'contract'],
      needs: [...reachabilityOf(host), ...apiNeeds('health', host), ...apiNeeds('steady', host)],
      watched: ready,
    }),
    async ({ http }) => {
      const { path, checks } = required(ready);
      const answer = await http.get(urlOf(host, path));
      const dependencies = Object.entries(valueAt(answer.json(), checks) ?? {});
      for (const [name, state] of dependencies)
        note({ kind: 'probe', name, ok: state === 'ok', detail: String(state) });
      const broken = dependencies.filter(([, state]) => state !== 'ok');
      if (broken.length > 0) {
        const dependency = broken.map(([name]) => name);
        const facts = {
          dependency,
          state: broken.map(([, state]) => String(state)),
          dependencyKind: dependency.map(kindOf),
        };
        fail(
          apiFailures['ready-dependency'],
          { host, path, status: answer.status, ...facts },
          { evidence: [exchangeLine(answer.exchange)] },
        );
      }
      expectStatus(answer, 200);
      if (dependencies.length === 0) fail(apiFailures['ready-names-nothing'], { path, field: checks });
      // What it says of its dependencies is its own word: a pool that hangs may still be called connected.
      rulesOut(`${path} 200, ${dependencies.map(([name]) => `${name} ok`).join(', ')}`, host);
    },
  );
}

const kinds: readonly [RegExp, 'database' | 'cache' | 'queue'][] = [
  [/^(db|database|mongo\w*|postgres\w*|pg|mysql|mariadb|sql\w*|dynamo\w*|aurora|rds)$/i, 'database'],
  [/^(cache|redis|memcached?|valkey|elasticache)$/i, 'cache'],
  [/^(queue|sqs|rabbit\w*|amqp|kafka|broker|bull\w*|celery)$/i, 'queue'],
];

/** What kind of part a dependency is, by the name that the product gives it. */
const kindOf = (name: string) => kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
