/** What models say of each segment's lives has got more parts: it is worked out anew. */
export const statements: string[] = ['UPDATE snapshots SET foretold = NULL'];
