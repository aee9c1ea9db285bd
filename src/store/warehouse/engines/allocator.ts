/**
 * How the embedded engine's allocator (jemalloc) gives memory back: it holds freed pages for 10 s by default, which during an import
 * is as much again as the engine uses. It reads this once, as its library is loaded: to be imported before it.
 */
process.env.JE_MALLOC_CONF ??= 'dirty_decay_ms:500,muzzy_decay_ms:0';
