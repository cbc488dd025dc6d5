import process from 'node:process';
import { stripeAccount } from '#checks/billing/stripe-account.ts';
import { judgeMode } from '#checks/billing/stripe-account-rules.ts';
import { judgeEndpoints, judgeWaiting } from '#checks/billing/stripe-endpoints.ts';
import { judgePrice } from '#checks/billing/stripe-prices.ts';
import { stripeSaysOfItself } from '#checks/billing/stripe-status.ts';
import { billing } from '#fixtures/billing/billing-settings.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { Http } from '#fixtures/http/http.ts';
import { network } from '#fixtures/http/network.ts';
import { fetchClient, httpClient, stripeLibrary } from '#fixtures/runtime/libraries.ts';
import { target } from '#fixtures/runtime/settings.ts';

// What the checks of the audit do, without the runner around them. Prints how long it took after the imports, in ms.

// They are imported when they are first wanted.
stripeLibrary();
httpClient();
fetchClient();
const started = performance.now();
const account = stripeAccount();
const { webhook, price } = billing();
const [, balance, endpoints, prices, waiting, orphans] = await Promise.all([
  stripeSaysOfItself(new Http(network)),
  account.balance(),
  account.endpoints(),
  account.prices(),
  account.waiting(),
  account.orphans(),
]);
const url = urlOf(webhook.host, webhook.path);
const findings = [
  judgeMode(balance.livemode, target.environment),
  judgeEndpoints(endpoints, { url, events: webhook.events }),
  price && judgePrice(prices, price),
  judgeWaiting(waiting, endpoints, url).finding,
  ...orphans,
].filter(Boolean);
if (findings.length > 0) throw new Error(`the account is not in order: ${JSON.stringify(findings)}`);
console.log(performance.now() - started);
// Connections that are kept alive would hold the process, and time is up.
process.exit();
