// All that follows the checks, loaded while they run: they begin sooner without it.
export { publishRun } from '#cloudwatch/publish.ts';
export { openStore } from '#store/open-store.ts';
export { keep } from './keep.ts';
export { scanAhead } from './scan-ahead.ts';
export { SecretScan } from './secret-scan.ts';
export { tellAll } from './sinks.ts';
export { tellPeople } from './tell/tell-people.ts';
export { understand } from './understand.ts';
