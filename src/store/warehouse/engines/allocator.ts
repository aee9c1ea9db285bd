/**
 * How the embedded engine's allocator (jemalloc) gives memory back: freed pages stay with it for 10 s, because fetching them anew from the
 * system takes longer than most statements. It reads this once, as its library is loaded: to be imported before it.
 */
process.env.JE_MALLOC_CONF ??= 'dirty_decay_ms:10000,muzzy_decay_ms:0';
