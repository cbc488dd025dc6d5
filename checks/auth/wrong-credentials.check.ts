import { workingApi } from '#fixtures/claim/needs.ts';
import { isEdgeBlock } from '#fixtures/http/classify-response.ts';
import { exchangeLine } from '#fixtures/http/evidence.ts';
import { failOfStatus } from '#fixtures/http/http.ts';
import { claim, expect, test } from '#fixtures/index.ts';
import { fail } from '#fixtures/outcome/check-outcome.ts';
import { settings, target } from '#fixtures/runtime/settings.ts';
import { submit } from '#fixtures/session/session.ts';

const { auth } = target;
const tellsTooMuch =
  /"(password\w*|hash|salt|stack|accessToken|refreshToken)"|\bat \w+ \(|node_modules|MongoError|SELECT /i;

test(
  'wrong credentials are refused and leak nothing',
  claim({
    id: 'auth/wrong-credentials',
    severity: 'P0',
    classes: ['auth', 'http-error', 'timeout'],
    needs: workingApi(auth?.host ?? ''),
    watched: auth,
  }),
  async ({ http }) => {
    const nobody = { email: `nobody-${settings.runId}@watchpost.invalid`, password: crypto.randomUUID() };
    const answer = await http.given(submit(http, nobody));
    if (answer.status < 400 || answer.status >= 500 || answer.status === 429 || isEdgeBlock(answer.exchange)) {
      failOfStatus(answer.exchange, [400, 401, 403, 422], {
        what: 'a login with wrong credentials',
        as: answer.status < 400 ? 'auth' : 'http-error',
      });
    }
    const evidence = [exchangeLine(answer.exchange)];
    if (tellsTooMuch.test(answer.text())) fail('auth', 'the refusal of wrong credentials says too much', { evidence });
    expect(answer.cookies(), 'cookies set by a refused login').toEqual([]);
  },
);
