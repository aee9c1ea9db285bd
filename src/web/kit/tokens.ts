/** A hue of the product: what a colour says. Each has `--stage-HUE`, `--stage-HUE-ink` and `--stage-HUE-soft`. */
export type Hue = 'acquire' | 'result' | 'retain' | 'develop' | 'return';

/** The CSS value of a hue: the colour itself, the one for text, or the one for grounds. */
export const hueColor = (hue: Hue, use: 'fill' | 'ink' | 'soft' = 'fill'): string =>
  `var(--stage-${hue}${use === 'fill' ? '' : `-${use}`})`;

/** A CSS variable's value now, for what can't read CSS itself (an exported picture, a canvas). */
export const tokenValue = (name: `--${string}`): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();
