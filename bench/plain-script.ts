import { lookAtApi } from './plain/api.ts';
import { lookAtAuth } from './plain/auth.ts';
import { launch } from './plain/browser.ts';
import { lookAtEdge } from './plain/edge.ts';
import { lookAtFrontend } from './plain/frontend.ts';
import { dispatcher, sent } from './plain/http.ts';
import { lookAtImages } from './plain/images.ts';
import { lookAtPages } from './plain/pages.ts';
import { publish } from './plain/publish.ts';
import { buy } from './plain/purchase.ts';
import { lookAtBilling } from './plain/stripe.ts';

// What somebody would write who needs the answers and none of the rest: the requests and journeys of a whole run, one
// after the other in one process, over the same libraries. No report, no evidence, no trace; the first trouble ends it.

await lookAtEdge();
await lookAtApi();
await lookAtFrontend();
const session = await lookAtAuth();
await lookAtImages(session);
await lookAtBilling();
const browser = await launch();
await lookAtPages(browser, session);
await buy(browser, session);
await browser.close();
await publish();
await dispatcher.close();
console.log(`${sent.length} requests of its own`);
