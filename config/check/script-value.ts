/**
 * What a configuration script of Jitsi (config.js, interface_config.js) leaves in its variable, read and not executed: it is
 * foreign code, and node's `vm` is no wall against it. The script is parsed, and what such files are made of is followed:
 * literals, assignments, conditions that can be decided. Whatever else there is makes what it touches unknown, never false.
 */
import { parse } from 'acorn';
import type { AssignmentExpression, MemberExpression, Node, Program, Statement, VariableDeclaration } from 'acorn';
import { isBag, UNKNOWN, type Bag, type Value } from './script-bag.ts';
import { valueOf, type Names } from './script-expression.ts';

export type Scripted = { readonly value: Value } | { readonly problem: string };

/** The value of the global `name` after the script; a problem where it cannot be parsed or has no such variable. */
export function evaluate(script: string, name: string): Scripted {
  let program: Program;
  try {
    program = parse(script, { ecmaVersion: 'latest', sourceType: 'script' });
  } catch (cause) {
    return { problem: `kein lesbares JavaScript (${cause instanceof Error ? cause.message : 'unlesbar'})` };
  }
  const names: Names = new Map();
  for (const statement of program.body) run(statement, names);
  const value = names.get(name);
  return value === undefined ? { problem: `legt keine Variable ${name} an` } : { value };
}

/** The value at `path` ("p2p.enabled"); undefined where it is not set. */
export function at(value: Value, path: string): Value {
  return path.split('.').reduce<Value>((inside, key) => {
    if (inside === UNKNOWN || inside === undefined) return inside;
    if (!isBag(inside)) return undefined;
    return inside.entries.get(key) ?? (inside.open ? UNKNOWN : undefined);
  }, value);
}

function run(statement: Statement | Program['body'][number], names: Names): void {
  switch (statement.type) {
    case 'VariableDeclaration':
      return declare(statement, names);
    case 'ExpressionStatement':
      if (statement.expression.type === 'AssignmentExpression') return assign(statement.expression, names);
      if (statement.expression.type !== 'Literal') muddle(statement, names);
      return;
    case 'BlockStatement':
      for (const inner of statement.body) run(inner, names);
      return;
    case 'IfStatement': {
      const test = valueOf(statement.test, names);
      if (test === UNKNOWN) return muddle(statement, names);
      const taken = test ? statement.consequent : statement.alternate;
      if (taken) run(taken, names);
      return;
    }
    // A function does nothing until it is called, and a call is muddled below.
    case 'FunctionDeclaration':
    case 'EmptyStatement':
      return;
    default:
      return muddle(statement, names);
  }
}

function declare({ declarations }: VariableDeclaration, names: Names): void {
  for (const { id, init } of declarations) {
    if (id.type !== 'Identifier') continue;
    if (init) names.set(id.name, valueOf(init, names));
    else if (!names.has(id.name)) names.set(id.name, undefined);
  }
}

function assign(expression: AssignmentExpression, names: Names): void {
  const { left, operator, right } = expression;
  const value = operator === '=' ? valueOf(right, names) : UNKNOWN;
  if (left.type === 'Identifier') return void names.set(left.name, value);
  if (left.type !== 'MemberExpression') return muddle(expression, names);
  const key = keyOf(left, names);
  const target = left.object.type === 'Super' ? UNKNOWN : valueOf(left.object, names);
  if (isBag(target) && key !== undefined) target.entries.set(key, value);
  else muddle(left, names);
}

function keyOf({ property, computed }: MemberExpression, names: Names): string | undefined {
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  const key = property.type === 'PrivateIdentifier' ? UNKNOWN : valueOf(property, names);
  return typeof key === 'string' || typeof key === 'number' ? String(key) : undefined;
}

/** What is not followed may have changed everything that it names. */
function muddle(node: Node, names: Names): void {
  for (const name of identifiersIn(node)) {
    const value = names.get(name);
    if (value === undefined && !names.has(name)) continue;
    if (isBag(value)) open(value);
    else names.set(name, UNKNOWN);
  }
}

/** Everything in it, at every depth, may be something else by now. */
function open(bag: Bag): void {
  bag.open = true;
  for (const [key, value] of bag.entries) {
    if (isBag(value)) open(value);
    else bag.entries.set(key, UNKNOWN);
  }
}

function identifiersIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(identifiersIn);
  if (typeof node !== 'object' || node === null) return [];
  if ('type' in node && node.type === 'Identifier' && 'name' in node) return [String(node.name)];
  return Object.values(node).flatMap(identifiersIn);
}
