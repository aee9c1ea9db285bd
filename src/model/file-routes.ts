/** Raw HTTP routes for what is not JSON. `:workspace` is a workspace's id. */
export const fileRoutes = {
  /** POST, the file's bytes as the body, `?name=` its name → `Upload`. */
  upload: '/api/workspaces/:workspace/uploads',
  /** GET `?format=csv|xlsx` + the query of `rows` → the rows behind a number. */
  rows: '/api/workspaces/:workspace/export/rows',
  /** GET `?format=csv|xlsx` + the filters of `customers.list`. */
  customers: '/api/workspaces/:workspace/export/customers',
  /** GET `?format=csv|json&import=ID`. */
  quarantine: '/api/workspaces/:workspace/export/quarantine',
  /** GET `?layout=ID&format=csv|xlsx&lang=ru|en` → an empty file to fill in, with an example. */
  template: '/api/workspaces/:workspace/export/template',
  /** GET `?format=csv|xlsx&finding=CODE` → the rows behind a finding. */
  quality: '/api/workspaces/:workspace/export/quality',
  /** GET `?table=NAME&format=csv|xlsx&lang=ru|en&which=draft|published|N&journey=ID` → a table of the design. */
  design: '/api/workspaces/:workspace/export/design',
  /** GET `?format=csv|xlsx` + the input of `measure`. */
  measure: '/api/workspaces/:workspace/export/measure',
  /** GET `?format=csv|xlsx&lang=ru|en` + the input of `attribution`. */
  attribution: '/api/workspaces/:workspace/export/attribution',
  /** GET `?format=csv|xlsx&lang=ru|en` + the input of `forecast.cltv` → scores of customers or segments. */
  forecast: '/api/workspaces/:workspace/export/forecast',
} as const;
