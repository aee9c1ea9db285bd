/** The page at `/api/docs`: every operation of the API with its description and a form to try it; nothing comes from afar. */
export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Conveyor API</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; --line: #8883; --quiet: #777; --accent: #1f6f5c; }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; }
h1 { margin: 0; } p { margin: .3rem 0 1.2rem; color: var(--quiet); }
details { border-bottom: 1px solid var(--line); padding: .6rem 0; }
summary { cursor: pointer; display: flex; gap: .8rem; align-items: baseline; flex-wrap: wrap; }
summary b { color: var(--accent); min-width: 3.2rem; } code, pre, textarea, input { font: 13px/1.45 ui-monospace, monospace; }
summary span { color: var(--quiet); }
form { display: grid; gap: .6rem; padding: .8rem 0; } label { display: grid; gap: .2rem; }
input, textarea { padding: .4rem .5rem; border: 1px solid var(--line); border-radius: 6px; width: 100%; background: transparent; color: inherit; }
textarea { min-height: 9rem; } button { justify-self: start; padding: .4rem 1rem; border: 0; border-radius: 6px; background: var(--accent); color: #fff; cursor: pointer; }
pre { overflow: auto; max-height: 30rem; border: 1px solid var(--line); border-radius: 6px; padding: .6rem; margin: 0; }
</style>
</head>
<body>
<h1>Conveyor API</h1>
<p>OpenAPI 3.1: <a href="/api/openapi.json">/api/openapi.json</a></p>
<main></main>
<script src="/api/docs/page.js"></script>
</body>
</html>
`;

export const docsScript = `'use strict';
const make = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};
const methods = ['get', 'post', 'put', 'patch', 'delete'];

const example = (schema) => {
  if (!schema || typeof schema !== 'object') return null;
  if ('default' in schema) return schema.default;
  if (schema.enum) return schema.enum[0];
  if ('const' in schema) return schema.const;
  const other = schema.anyOf || schema.oneOf;
  if (other) return example(other[0]);
  if (schema.type === 'object') {
    const required = new Set(schema.required || []);
    return Object.fromEntries(
      Object.entries(schema.properties || {}).filter(([name]) => required.has(name)).map(([name, below]) => [name, example(below)]),
    );
  }
  if (schema.type === 'array') return schema.minItems ? [example(schema.items)] : [];
  if (schema.type === 'boolean') return false;
  if (schema.type === 'number' || schema.type === 'integer') return 0;
  return schema.format === 'date' ? new Date().toISOString().slice(0, 10) : '';
};

const field = (name, value, hint) => {
  const input = make('input', { name, value: value === undefined ? '' : String(value) });
  return [input, make('label', {}, name + (hint ? ' · ' + hint : ''), input)];
};

const send = async (path, method, parameters, body) => {
  let target = '/api' + path;
  const search = new URLSearchParams();
  for (const { parameter, input } of parameters) {
    if (parameter.in === 'path') target = target.replace('{' + parameter.name + '}', encodeURIComponent(input.value));
    else if (input.value !== '') search.append(parameter.name, input.value);
  }
  if (search.size > 0) target += '?' + search;
  const response = await fetch(target, {
    method: method.toUpperCase(),
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? body.value : undefined,
  });
  const text = await response.text();
  let shown = text;
  try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch {}
  return response.status + ' ' + (response.headers.get('content-type') || '') + '\\n' + shown.slice(0, 200000);
};

const operation = (path, method, described) => {
  const form = make('form', {});
  const parameters = (described.parameters || []).map((parameter) => {
    const [input, label] = field(parameter.name, parameter.schema && parameter.schema.default, parameter.description);
    form.append(label);
    return { parameter, input };
  });
  const json = described.requestBody && described.requestBody.content['application/json'];
  const body = json ? make('textarea', { name: 'body', value: JSON.stringify(example(json.schema), null, 2) }) : null;
  if (body) form.append(make('label', {}, 'body', body));
  const answer = make('pre', { hidden: true });
  form.append(make('button', { textContent: 'Send' }), answer);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    answer.hidden = false;
    answer.textContent = '…';
    answer.textContent = await send(path, method, parameters, body).catch(String);
  });
  const title = make('summary', {}, make('b', { textContent: method.toUpperCase() }), make('code', { textContent: path }),
    make('span', { textContent: described.summary || described.operationId || '' }));
  return make('details', {}, title, ...(described.description ? [make('p', { textContent: described.description })] : []), form);
};

fetch('/api/openapi.json').then((response) => response.json()).then((api) => {
  const main = document.querySelector('main');
  for (const [path, item] of Object.entries(api.paths))
    for (const method of methods) if (item[method]) main.append(operation(path, method, item[method]));
});
`;
