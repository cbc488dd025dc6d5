import assert from 'node:assert/strict';

/** What expressions of a workflow may ask for, by its whole name: `inputs.cadence`, `secrets.STRIPE_SECRET_KEY`. */
export type Context = Readonly<Record<string, string | undefined>>;

type Value = string | boolean | readonly string[];

const functions: Readonly<Record<string, (...given: Value[]) => Value>> = {
  startsWith: (text, start) => String(text).startsWith(String(start)),
  contains: (all, one) => (typeof all === 'boolean' ? false : all.includes(String(one))),
  fromJSON: (text) => JSON.parse(String(text)),
  always: () => true,
};

/** A text of a workflow with its `${{ … }}` filled in as GitHub does it; what the context does not name is empty. */
export const evaluate = (text: string, context: Context): string =>
  text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => String(computed(expression, context)));

/** Names and calls become JavaScript; its operators are the same, and so is what `&&` and `||` come to. */
function computed(expression: string, context: Context): Value {
  const token = /'((?:[^']|'')*)'|([A-Za-z_][\w-]*(?:\.[\w-]+)*)(\s*\()?|(==|!=|&&|\|\||[!(),])|(\s+)/gy;
  let script = '';
  for (let at = 0; at < expression.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match =
      token.exec(expression) ?? assert.fail(`an expression that is not understood: ${expression.slice(at)}`);
    const [, literal, name, called, operator] = match;
    if (literal !== undefined) script += JSON.stringify(literal.replaceAll("''", "'"));
    else if (name !== undefined)
      script += called ? `functions[${JSON.stringify(name)}](` : `of(${JSON.stringify(name)})`;
    else script += operator ?? ' ';
  }
  const run = new Function('functions', 'of', `return ${script};`);
  return run(functions, (name: string) => context[name] ?? '') as Value;
}
