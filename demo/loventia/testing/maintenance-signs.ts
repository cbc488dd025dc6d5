import { maintenancePage } from '../maintenance-page.ts';
import type { VitalSigns } from './health-snapshot.ts';

const page = `503 ${await maintenancePage(new Headers()).text()}`;
const [balancer, html] = ['503 awselb/2.0', '503 text/html'];

/** Every sign that meets the page of maintenance. */
export const maintenanceSigns: VitalSigns = {
  ...{ health: page, ready: page, discover: '503', login: '503', wrongPassword: '503', preflight: '503 false' },
  ...{ steady: balancer, webhook: balancer, webhookCanonical: balancer, webhookUnsigned: '503' },
  ...{ page: '503', deepLink: '503', release: 'none', indexPolicy: '', assets: html, previousAssets: html },
};
