type ModuleInfo = { importedIds: string[] };
type Context = { getModuleInfo(id: string): ModuleInfo | null };

/** Tells what these entries need before they begin: all they import and that imports, except what is imported on demand. */
export const neededBy = (entries: readonly string[]): ((id: string, context: Context) => boolean) => {
  let needed: Set<string> | undefined;
  const visit = (id: string, context: Context, found: Set<string>): void => {
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) {
      if (found.has(imported)) continue;
      found.add(imported);
      visit(imported, context, found);
    }
  };
  return (id, context) => {
    if (needed === undefined) {
      needed = new Set();
      for (const entry of entries) visit(entry, context, needed);
    }
    return needed.has(id);
  };
};
