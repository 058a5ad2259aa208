// TypeScript's view of the element, written from npm/custom-elements.json, so that the two cannot disagree.

/** What HTMLElement has already, with the same meaning. */
const INHERITED = ['lang', 'focus'];

/** The text of element.d.ts. */
export function types(manifest) {
  const { attributes, members, events } = manifest.modules.flatMap((module) => module.declarations).find((one) => one.customElement);
  const described = Object.fromEntries(attributes.map(({ fieldName, description }) => [fieldName, description]));
  const fields = members.filter(({ kind }) => kind === 'field').map((field) => ({ description: described[field.name], ...field }));
  const own = members.filter(({ name }) => !INHERITED.includes(name));
  return `// Written by scripts/package.mjs from custom-elements.json.

/** Attributes, as HTML has them. */
export interface PointsWidgetAttributes {
${attributes.map((one) => property(one.name, one.type.text, one)).join('\n')}
}

/** The same by the properties' names. */
export interface PointsWidgetProperties {
${fields.map((one) => property(one.name, one.type.text, { ...one, description: one.description })).join('\n')}
}

export interface PointsWidgetEventMap {
${events.map(({ name, type, description }) => `${doc(description)}  '${name}': ${type.text};`).join('\n')}
}

export interface PointsWidgetElement extends HTMLElement {
${own.map((one) => (one.kind === 'method' ? method(one) : field(one, described[one.name]))).join('\n')}
}
`;
}

const doc = (text) => (text ? `  /** ${text.replaceAll('*/', '*\\/')} */\n` : '');
const quoted = (name) => (/^\w+$/.test(name) ? name : `'${name}'`);
/** What a page has to give: the manifest says so in words. */
const isRequired = ({ description }) => description?.startsWith('Required.');

function property(name, type, one) {
  return `${doc(one.description)}  ${quoted(name)}${isRequired(one) ? '' : '?'}: ${isRequired(one) ? type.replace(' | null', '') : orMissing(type)};`;
}

/** A framework may hand on that there is no value. */
const orMissing = (type) => `${type.replace(' | null', '')} | null | undefined`;

const field = ({ name, type, description }, described) => `${doc(description ?? described)}  ${name}: ${type.text};`;

function method({ name, parameters = [], return: result, description }) {
  const takes = parameters.map((one) => `${one.name}${one.optional ? '?' : ''}: ${one.type.text}`).join(', ');
  return `${doc(description)}  ${name}(${takes}): ${result.type.text};`;
}
