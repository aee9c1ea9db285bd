/** Words the pages of the design share. */
export const designEn = {
  saving: {
    saved: 'Saved',
    saving: 'Saving…',
    failed: 'Not saved yet. Your edits are kept here; trying again',
    refused: 'The last edit was not taken',
    again: 'Try now',
    reload: 'I see',
  },
  undo: 'Undo',
  redo: 'Redo',
  who: {
    you: 'You: {{name}}',
    nobody: 'Who are you?',
    label: 'Your name',
    hint: 'Edits are signed with it, so that others know whom to talk to.',
    save: 'Remember',
  },
  conflict: {
    title: 'Two people changed the same',
    what: '{{thing}}, {{field}}',
    removed: 'as a whole',
    theirs: 'As it stands, by {{by}}',
    mine: 'Yours',
    keepTheirs: 'Leave it as it stands',
    takeMine: 'Put mine',
    somebody: 'somebody',
    gone: 'removed',
    empty: 'empty',
  },
};
