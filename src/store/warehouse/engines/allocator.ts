/**
 * How the embedded engine's allocator (jemalloc) deals with the system: freed pages stay with it for 10 s, because fetching them anew takes longer
 * than most statements, and it asks for large pages where the system has them, because on virtual machines fetching each small one is dear. It
 * reads this once, as its library is loaded: to be imported before it.
 */
process.env.JE_MALLOC_CONF ??= 'dirty_decay_ms:10000,muzzy_decay_ms:0,thp:always,metadata_thp:auto';
