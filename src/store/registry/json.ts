import { type KyselyPlugin, OperationNodeTransformer, type PrimitiveValueListNode, type ValueNode } from 'kysely';

/** A zero byte as JSON writes it, after an even number of backslashes: one that stands for itself. */
const zero = /(?<!\\)((?:\\\\)*)\\u0000/g;

/**
 * A value as JSON the database takes: zero bytes, which it has no place for in a text, become «�».
 *
 * Names of columns and words of files come from outside and may hold anything.
 */
export const jsonText = (value: unknown): string => JSON.stringify(value).replace(zero, '$1\\ufffd');

class WithoutZeros extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return typeof node.value === 'string' ? { ...node, value: node.value.replaceAll('\0', '\ufffd') } : node;
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    const values = node.values.map((value) => (typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value));
    return { ...node, values };
  }
}

const transformer = new WithoutZeros();

/** The same for texts that are columns of their own: who, why, names. */
export const withoutZeros: KyselyPlugin = {
  transformQuery: ({ node }) => transformer.transformNode(node),
  transformResult: async ({ result }) => result,
};
