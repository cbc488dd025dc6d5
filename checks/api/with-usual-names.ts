/** Names of fields that reports are read by, as they are written here. */
const names =
  `status state health healthy isHealthy ok ready alive up overall result success error errors statusCode code
  message checks dependencies services components details entries results checkResults info name component service check
  title connected available reachable globalStatus checkName errno errcode errorCode exception readyState isUp isOk
  isReady isAlive live body fault`.split(/\s+/);

/** In other languages. */
const abroad = [
  'statut',
  'état',
  'etat',
  'estado',
  'stato',
  'zustand',
  'situação',
  'статус',
  '状态',
  '狀態',
  'ステータス',
  '상태',
];

const byLowerCase = new Map([
  ...abroad.map((name) => [name, 'status'] as const),
  ...names.map((name) => [name.toLowerCase(), name] as const),
]);

/** Reports are not nested deeper where their fields stand. */
const deepest = 4;
/** No report has more fields. */
const mostFields = 1_000;

/**
 * A report with the names of its fields as they are usually written: serializers of .NET begin each with a capital, others
 * write all of it large, or part words by a line. A field that is there already under the usual name stays what it is.
 */
export function withUsualNames(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth >= deepest) return value;
  if (Array.isArray(value)) return value.slice(0, mostFields).map((one) => withUsualNames(one, depth + 1));
  const renamed: Record<string, unknown> = {};
  let count = 0;
  for (const name in value) {
    if (count++ >= mostFields) break;
    const usual = byLowerCase.get(name.toLowerCase().replaceAll(/[_-]/g, ''));
    const as = usual === undefined || usual in value ? name : usual;
    Object.defineProperty(renamed, as, {
      value: withUsualNames(Reflect.get(value, name), depth + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return renamed;
}
