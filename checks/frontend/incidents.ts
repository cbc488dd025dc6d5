import type { Incident } from '#diagnosis/incident.ts';
import { alteredFileIncidents } from './incidents/altered-files.ts';
import { assetHostIncidents } from './incidents/asset-hosts.ts';
import { assetIncidents } from './incidents/assets.ts';
import { atTimesIncidents } from './incidents/at-times.ts';
import { brokenScriptIncidents } from './incidents/broken-scripts.ts';
import { frameIncidents } from './incidents/frames.ts';
import { keptAssetIncidents } from './incidents/kept-assets.ts';
import { pageDataIncidents } from './incidents/page-data.ts';
import { pageIncidents } from './incidents/pages.ts';
import { pictureIncidents } from './incidents/pictures.ts';
import { releaseIncidents } from './incidents/release.ts';
import { renderingIncidents } from './incidents/rendering.ts';
import { serviceWorkerIncidents } from './incidents/service-workers.ts';
import { slowIncidents } from './incidents/slow.ts';
import { socketIncidents } from './incidents/sockets.ts';

/** What failures of the pages mean; the more likely one first where evidence cannot decide. */
export const frontendIncidents: readonly Incident[] = [
  ...pageIncidents,
  ...pageDataIncidents,
  ...assetIncidents,
  ...assetHostIncidents,
  ...keptAssetIncidents,
  ...pictureIncidents,
  ...releaseIncidents,
  ...renderingIncidents,
  ...brokenScriptIncidents,
  ...alteredFileIncidents,
  ...frameIncidents,
  ...socketIncidents,
  ...serviceWorkerIncidents,
  ...atTimesIncidents,
  ...slowIncidents,
];
