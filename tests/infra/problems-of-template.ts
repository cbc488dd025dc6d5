import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource } from '@aws-cdk/service-spec-types';
import type { Template } from './read-template.ts';

const spec = loadAwsServiceSpecSync();

/**
 * Everything in a template that CloudFormation would refuse by its resource schemas, and what nobody uses: types, names of
 * properties, required ones, kinds of values, what `Ref`, `GetAtt`, `Sub` and conditions name.
 */
export function problemsOfTemplate(template: Template): string[] {
  const { Resources, Parameters, Conditions, Outputs } = template;
  const used = new Set<string>();
  const problems = Object.entries(Resources).flatMap(([name, { Type, Properties = {}, Condition }]) => {
    if (Condition) used.add(Condition);
    const [resource] = spec.lookup('resource', 'cloudFormationType', 'equals', Type);
    return resource ? ofObject(name, Properties, resource.properties) : [`${name}: there is no type ${Type}`];
  });
  for (const { where, kind, names } of intrinsics({ Resources, Conditions, Outputs }))
    problems.push(...ofIntrinsic(where, kind, names, template, used));
  const declared = [...Object.keys(Parameters), ...Object.keys(Conditions)];
  return [...problems, ...declared.filter((name) => !used.has(name)).map((name) => `${name}: nobody uses it`)];
}

function ofObject(where: string, given: Record<string, unknown>, properties: Resource['properties']): string[] {
  const missing = Object.entries(properties).filter(([name, { required }]) => required && !(name in given));
  const unknown = Object.keys(given).filter((name) => !(name in properties));
  return [
    ...missing.map(([name]) => `${where}: ${name} is required`),
    ...unknown.map((name) => `${where}: there is no ${name}`),
    ...Object.entries(given).flatMap(([name, value]) => {
      const property: Property | undefined = properties[name];
      return property ? ofValue(`${where}.${name}`, value, property.type) : [];
    }),
  ];
}

/** What a function comes to is known to CloudFormation alone, but for the branches of a condition. */
function ofValue(where: string, value: unknown, type: PropertyType): string[] {
  if (isIntrinsic(value)) {
    const branches = value['Fn::If'];
    return Array.isArray(branches) ? branches.slice(1).flatMap((branch) => ofValue(where, branch, type)) : [];
  }
  if (type.type === 'union') return ofUnion(where, value, type.types);
  if (type.type === 'array')
    return Array.isArray(value)
      ? value.flatMap((one, at) => ofValue(`${where}[${at}]`, one, type.element))
      : [`${where}: expected a list`];
  if (type.type === 'map')
    return isObject(value)
      ? Object.entries(value).flatMap(([name, one]) => ofValue(`${where}.${name}`, one, type.element))
      : [`${where}: expected names and values`];
  if (type.type === 'ref') {
    const { properties } = spec.get('typeDefinition', type.reference.$ref);
    return isObject(value) ? ofObject(where, value, properties) : [`${where}: expected properties`];
  }
  return ofScalar(where, value, type);
}

function ofUnion(where: string, value: unknown, types: readonly PropertyType[]): string[] {
  const all = types.map((one) => ofValue(where, value, one));
  return all.some((problems) => problems.length === 0) ? [] : (all[0] ?? []);
}

function ofScalar(where: string, value: unknown, type: PropertyType): string[] {
  if (type.type === 'string') {
    const { allowedValues = [] } = type;
    if (typeof value !== 'string') return [`${where}: expected a text`];
    const fits = allowedValues.length === 0 || allowedValues.includes(value);
    return fits ? [] : [`${where}: ${value} is none of ${allowedValues.join(', ')}`];
  }
  if (type.type === 'integer') return Number.isInteger(value) ? [] : [`${where}: expected a whole number`];
  if (type.type === 'number') return typeof value === 'number' ? [] : [`${where}: expected a number`];
  if (type.type === 'boolean') return typeof value === 'boolean' ? [] : [`${where}: expected true or false`];
  return [];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isIntrinsic = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && Object.keys(value).length === 1 && /^(Ref|Condition|Fn::\w+)$/.test(Object.keys(value)[0] ?? '');

interface Named {
  where: string;
  kind: 'Ref' | 'Fn::GetAtt' | 'Condition';
  /** What is named, and for `GetAtt` its attribute. */
  names: string[];
}

/** All that names something of the template, wherever it stands. */
function intrinsics(value: unknown, where = ''): Named[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => intrinsics(one, `${where}[${at}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]): Named[] => {
    const here = where ? `${where}.${key}` : key;
    const deeper = () => intrinsics(inner, here);
    if (key === 'Ref' && typeof inner === 'string') return [{ where, kind: 'Ref', names: [inner] }];
    if (key === 'Condition' && typeof inner === 'string') return [{ where, kind: 'Condition', names: [inner] }];
    if (key === 'Fn::GetAtt' && Array.isArray(inner)) return [{ where, kind: 'Fn::GetAtt', names: inner.map(String) }];
    if (key === 'Fn::Sub' && typeof inner === 'string') return ofSub(inner, where);
    if (key === 'Fn::If' && Array.isArray(inner))
      return [{ where, kind: 'Condition', names: [String(inner[0])] }, ...deeper()];
    return deeper();
  });
}

const ofSub = (text: string, where: string): Named[] =>
  [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, named = '']): Named => {
    const [name = '', attribute] = named.split(/\.(.*)/s);
    return attribute === undefined
      ? { where, kind: 'Ref', names: [name] }
      : { where, kind: 'Fn::GetAtt', names: [name, attribute] };
  });

const pseudo = /^AWS::(AccountId|NoValue|Partition|Region|StackId|StackName|URLSuffix|NotificationARNs)$/;

function ofIntrinsic(
  where: string,
  kind: Named['kind'],
  [name = '', attribute = '']: readonly string[],
  { Parameters, Conditions, Resources }: Template,
  used: Set<string>,
): string[] {
  used.add(name);
  if (kind === 'Condition') return name in Conditions ? [] : [`${where}: there is no condition ${name}`];
  if (kind === 'Ref')
    return pseudo.test(name) || name in Parameters || name in Resources ? [] : [`${where}: there is no ${name}`];
  const type = Resources[name]?.Type;
  if (type === undefined) return [`${where}: there is no resource ${name}`];
  const [resource] = spec.lookup('resource', 'cloudFormationType', 'equals', type);
  return resource && attribute in resource.attributes ? [] : [`${where}: ${type} has no attribute ${attribute}`];
}
