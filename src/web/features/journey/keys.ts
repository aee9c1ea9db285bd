import type { Direction } from './cursor.ts';

/** What a key asks of the canvas. */
export type Command =
  | { do: 'go'; direction: Direction; how: 'move' | 'extend' | 'carry' }
  | { do: 'type'; text: string | null }
  | { do: 'zoom'; by: 'in' | 'out' | 'fit' | 'actual' }
  | {
      do:
        | 'link'
        | 'remove'
        | 'duplicate'
        | 'copy'
        | 'cut'
        | 'paste'
        | 'all'
        | 'undo'
        | 'redo'
        | 'leave'
        | 'panel'
        | 'help'
        | 'menu'
        | 'insert'
        | 'pick';
    };

const directions: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const withControl: Record<string, Exclude<Command, { do: 'go' | 'type' | 'zoom' }>['do']> = {
  KeyD: 'duplicate',
  KeyC: 'copy',
  KeyX: 'cut',
  KeyV: 'paste',
  KeyA: 'all',
  KeyZ: 'undo',
  KeyY: 'redo',
  Enter: 'panel',
};

const plain: Record<string, Exclude<Command, { do: 'go' | 'type' | 'zoom' }>['do']> = {
  Delete: 'remove',
  Backspace: 'remove',
  Escape: 'leave',
  Insert: 'insert',
  ContextMenu: 'menu',
  ' ': 'pick',
  '?': 'help',
};

/**
 * The command of a key; null where the browser shall have it.
 *
 * Letters are told by where they lie, so that they work in every layout. On a card letters are commands; where nothing is written yet
 * (`isBlank`) they begin to write.
 */
export const commandOf = (event: Pressed, isBlank: boolean): Command | null => {
  const { key, code, shiftKey, altKey } = event;
  const isControl = event.ctrlKey || event.metaKey;
  const direction = directions[key];
  if (direction && !isControl) return { do: 'go', direction, how: altKey ? 'carry' : shiftKey ? 'extend' : 'move' };
  if (isControl) {
    if (code === 'KeyZ' && shiftKey) return { do: 'redo' };
    const command = withControl[code];
    return command ? { do: command } : null;
  }
  if (altKey) return null;
  if (key === 'Enter' || key === 'F2') return { do: 'type', text: null };
  if (key === 'F10' && shiftKey) return { do: 'menu' };
  const command = plain[key];
  if (command) return { do: command };
  if (isBlank && /^\p{L}$/u.test(key)) return { do: 'type', text: key };
  if (code === 'KeyE') return { do: 'link' };
  if (key === '+' || key === '=') return { do: 'zoom', by: 'in' };
  if (key === '-' || key === '_') return { do: 'zoom', by: 'out' };
  if (key === '0') return { do: 'zoom', by: 'fit' };
  if (key === '1') return { do: 'zoom', by: 'actual' };
  return null;
};
