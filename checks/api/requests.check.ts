import { signedIn, workingApi } from '#fixtures/claim/needs.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { undoOf } from '#targets/definition/writing.ts';
import { runRequest } from './requests/run-request.ts';
import { claimsOnRoutes } from './routes/claims-on-routes.ts';

// One may count what another writes.
test.describe.configure({ mode: 'default' });

for (const [name, request] of Object.entries(target.requests)) {
  const { claim: title, severity, owner, budgetMs, steps } = request;
  const hosts = [...new Set(steps.map(({ host }) => host))];
  test(
    title,
    claim({
      id: `api/${name}`,
      severity,
      classes: ['contract', 'http-error', 'latency', 'timeout', 'data'],
      needs: [
        ...new Set([
          ...hosts.flatMap(workingApi),
          ...claimsOnRoutes(steps),
          ...(steps.some((step) => step.signedIn) ? signedIn() : []),
        ]),
      ],
      ...(owner && { owner }),
      ...(budgetMs && { budgetMs }),
    }),
    async ({ http }) => {
      const sent = [...steps, ...undoOf(request)];
      const patience = sent.reduce((sum, { patienceMs = 0 }) => sum + patienceMs + 2 * target.budgets.request, 0);
      test.setTimeout(30_000 + patience);
      await runRequest(http, request);
      expect(http.sent, 'requests that were sent').toBeGreaterThanOrEqual(steps.length);
      rulesOut(title);
    },
  );
}
