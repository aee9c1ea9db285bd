import type { OpenAPI } from '@orpc/openapi';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import { designTableNames } from '../analysis/tables/titles.ts';
import { contract } from '../model/api.ts';
import { fileRoutes } from '../model/file-routes.ts';
import { Upload } from '../model/imports.ts';
import { ProblemBody } from '../model/problem.ts';

/** Parts written by hand, in the document's own shape. */
type Part = Record<string, unknown>;

const jsonSchemaOf = (schema: z.ZodType): Part => z.toJSONSchema(schema, { target: 'draft-2020-12' });

const pathOf = (route: string): string => route.replace(/^\/api/, '').replace(/:(\w+)/g, '{$1}');

const workspace: Part = {
  name: 'workspace',
  in: 'path',
  required: true,
  schema: { type: 'string', default: 'main' },
};
const query = (name: string, schema: Part, description: string): Part => ({
  name,
  in: 'query',
  schema,
  description,
});
const format = (...formats: string[]) =>
  query('format', { type: 'string', enum: formats, default: 'csv' }, 'The file’s format');
const language = query('lang', { type: 'string', enum: ['ru', 'en'], default: 'ru' }, 'Language of the header');
const file = { content: { 'application/octet-stream': {} }, description: 'The file' };

const exportOf = (route: string, summary: string, formats: string[], more: string): [string, Part] => [
  pathOf(route),
  {
    get: {
      operationId: `export.${route.split('/').at(-1)}`,
      summary,
      description: more,
      parameters: [workspace, format(...formats), language],
      responses: { 200: file },
    },
  },
];

const like = (operation: string) =>
  `Takes the fields of \`${operation}\` in the query: lists by commas or repeated, \`filter\` and \`entered\` as JSON.`;

const filePaths: Record<string, Part> = {
  [pathOf(fileRoutes.upload)]: {
    post: {
      operationId: 'upload',
      summary: 'Send a file for an import; its bytes are the body',
      parameters: [workspace, { ...query('name', { type: 'string' }, 'The file’s name'), required: true }],
      requestBody: { content: { 'application/octet-stream': {} }, required: true },
      responses: { 200: { description: 'OK', content: { 'application/json': { schema: jsonSchemaOf(Upload) } } } },
    },
  },
  ...Object.fromEntries([
    exportOf(fileRoutes.rows, 'The rows behind a number as a file', ['csv', 'xlsx'], like('rows')),
    exportOf(fileRoutes.customers, 'Customers as a file', ['csv', 'xlsx'], like('customers.list')),
    exportOf(fileRoutes.measure, 'Numbers as a file', ['csv', 'xlsx'], like('measure')),
    exportOf(fileRoutes.quality, 'The rows behind a finding as a file', ['csv', 'xlsx'], like('quality.cases')),
    exportOf(
      fileRoutes.template,
      'A table to fill in, with example rows',
      ['csv', 'xlsx'],
      '`layout` is the id of a layout with `template`.',
    ),
    exportOf(
      fileRoutes.design,
      'A table of the design',
      ['csv', 'xlsx'],
      `\`table\` is one of ${designTableNames.join(', ')}; \`which\` is draft, published or the number of a version; \`journey\` is the one journey that coverage, projection and paths are of, all by default.`,
    ),
    exportOf(
      fileRoutes.quarantine,
      'Refused rows as a file, to be mended and sent again',
      ['csv', 'xlsx', 'json'],
      '`import` chooses one import.',
    ),
  ]),
};

type Convert = { next: () => [required: boolean, schema: object] };

/** A workspace has a default in the schema, but in a path it can't be left out. */
const pathNames = ({ next }: Convert): [boolean, object] => {
  const [required, schema] = next();
  const { properties, required: names = [] } = schema as { properties?: object; required?: string[] };
  if (!properties || !('workspace' in properties) || names.includes('workspace')) return [required, schema];
  return [required, { ...schema, required: [...names, 'workspace'] }];
};

/** The API as an OpenAPI 3.1 document: every operation of the contract and the routes that move files. */
export const openapiDocument = async (version: string): Promise<OpenAPI.Document> => {
  const generator = new OpenAPIGenerator({
    schemaConverters: [new ZodToJsonSchemaConverter({ interceptors: [pathNames] })],
  });
  const document = await generator.generate(contract, {
    info: {
      title: 'Conveyor',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description: 'Marketing and sales as one conveyor, in money. Errors are RFC 9457 problem documents.',
    },
    servers: [{ url: '/api' }],
    customErrorResponseBodySchema: () =>
      ({
        allOf: [
          {
            type: 'object',
            properties: {
              type: { type: 'string' },
              title: { type: 'string' },
              status: { type: 'integer' },
              detail: { type: 'string' },
            },
          },
          jsonSchemaOf(ProblemBody),
        ],
      }) as never,
  });
  return { ...document, paths: { ...document.paths, ...filePaths } } as OpenAPI.Document;
};
