import type { Plugin } from 'vite';

type Node = {
  type: string;
  start: number;
  end: number;
  declaration?: Node | null;
  declarations?: { init: Node | null }[];
};

const isMade = ({ type, start, end }: Node, code: string): boolean =>
  type === 'CallExpression' || (type === 'ObjectExpression' && code.slice(start, end).includes('('));

const model = /\/src\/model\/.+\.ts$/;

/**
 * The model's shapes stay out of files that only want its words: making a shape changes nothing outside, which no bundler can know, so that it keeps
 * them all, and the library that makes them, wherever a list beside them is used. Each is marked as made of nothing but itself.
 */
export const shapesOnDemand = (): Plugin => ({
  name: 'shapes-on-demand',
  enforce: 'post',
  transform(code, id) {
    if (!model.test(id)) return null;
    const body = (this.parse(code) as unknown as { body: Node[] }).body;
    const made = body
      .flatMap((node) => (node.declaration ?? node).declarations ?? [])
      .flatMap(({ init }) => (init && isMade(init, code) ? [init] : []));
    if (made.length === 0) return null;
    let marked = '';
    let at = 0;
    for (const { start, end } of made) {
      marked += `${code.slice(at, start)}/* @__PURE__ */ (() => (${code.slice(start, end)}))()`;
      at = end;
    }
    return { code: marked + code.slice(at), map: null, moduleSideEffects: false };
  },
});
