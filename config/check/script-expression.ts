import type { BinaryExpression, CallExpression, Expression, MemberExpression, ObjectExpression } from 'acorn';
import { isBag, UNKNOWN, type Bag, type Value } from './script-bag.ts';

export type Names = Map<string, Value>;

/** The value of an expression as far as reading it tells; UNKNOWN for the rest. Never throws. */
export function valueOf(node: Expression, names: Names): Value {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'bigint' || node.value instanceof RegExp ? UNKNOWN : node.value;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? UNKNOWN) : UNKNOWN;
    case 'ParenthesizedExpression':
      return valueOf(node.expression, names);
    case 'Identifier':
      if (node.name === 'undefined') return undefined;
      return names.has(node.name) ? names.get(node.name) : UNKNOWN;
    case 'ObjectExpression':
      return objectOf(node, names);
    case 'ArrayExpression':
      return node.elements.map((one) => (one && one.type !== 'SpreadElement' ? valueOf(one, names) : UNKNOWN));
    case 'UnaryExpression': {
      const value = valueOf(node.argument, names);
      if (value === UNKNOWN) return UNKNOWN;
      if (node.operator === '!') return !value;
      return node.operator === '-' && typeof value === 'number' ? -value : UNKNOWN;
    }
    case 'BinaryExpression':
      return binary(node, names);
    case 'LogicalExpression': {
      const left = valueOf(node.left, names);
      if (left === UNKNOWN) return UNKNOWN;
      const goesOn = { '&&': Boolean(left), '||': !left, '??': left === undefined || left === null }[node.operator];
      return goesOn ? valueOf(node.right, names) : left;
    }
    case 'ConditionalExpression': {
      const test = valueOf(node.test, names);
      return test === UNKNOWN ? UNKNOWN : valueOf(test ? node.consequent : node.alternate, names);
    }
    case 'MemberExpression':
      return member(node, names);
    case 'CallExpression':
      return call(node, names);
    default:
      return UNKNOWN;
  }
}

function objectOf({ properties }: ObjectExpression, names: Names): Bag {
  const bag: Bag = { entries: new Map(), open: false };
  for (const property of properties) {
    const key = property.type === 'Property' && !property.computed ? property.key : undefined;
    if (property.type !== 'Property' || key === undefined) bag.open = true;
    else if (key.type === 'Identifier') bag.entries.set(key.name, valueOf(property.value, names));
    else if (key.type === 'Literal') bag.entries.set(String(key.value), valueOf(property.value, names));
    else bag.open = true;
  }
  return bag;
}

function member({ object, property, computed }: MemberExpression, names: Names): Value {
  const inside = object.type === 'Super' ? UNKNOWN : valueOf(object, names);
  const key = !computed && property.type === 'Identifier' ? property.name : undefined;
  if (!isBag(inside) || key === undefined) return UNKNOWN;
  return inside.entries.has(key) ? inside.entries.get(key) : inside.open ? UNKNOWN : undefined;
}

function binary({ operator, left, right }: BinaryExpression, names: Names): Value {
  const one = left.type === 'PrivateIdentifier' ? UNKNOWN : valueOf(left, names);
  const other = valueOf(right, names);
  if (one === UNKNOWN || other === UNKNOWN) return UNKNOWN;
  if (operator === '===') return one === other;
  if (operator === '!==') return one !== other;
  if (operator === '+' && typeof one === 'string' && typeof other === 'string') return one + other;
  if (typeof one !== 'number' || typeof other !== 'number') return UNKNOWN;
  return { '+': one + other, '-': one - other, '*': one * other, '/': one / other }[String(operator)] ?? UNKNOWN;
}

/** The one call that Jitsi's own files make all the time: `config.hasOwnProperty('p2p')`. */
function call({ callee, arguments: given }: CallExpression, names: Names): Value {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return UNKNOWN;
  const [first] = given;
  if (callee.property.name !== 'hasOwnProperty' || first?.type !== 'Literal') return UNKNOWN;
  const object = callee.object.type === 'Super' ? UNKNOWN : valueOf(callee.object, names);
  if (!isBag(object)) return UNKNOWN;
  return object.entries.has(String(first.value)) || (object.open ? UNKNOWN : false);
}
