import { config } from 'zod';

// The server's content policy forbids code made from text, and a schema would try that once to see whether it may.
// Imported before any schema is made.
config({ jitless: true });
