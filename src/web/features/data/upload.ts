import { fileRoutes } from '../../../model/file-routes.ts';
import { Upload } from '../../../model/imports.ts';

/** Sends one file's bytes and reports the share sent; rejects when the server can't be reached or refuses. */
export const sendFile = (
  workspace: string,
  file: File,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Upload> =>
  new Promise((resolve, reject) => {
    // fetch can't tell how much of a body has been sent.
    const request = new XMLHttpRequest();
    const path = fileRoutes.upload.replace(':workspace', encodeURIComponent(workspace));
    request.open('POST', `${path}?name=${encodeURIComponent(file.name)}`);
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
    request.onload = () => {
      if (request.status < 200 || request.status >= 300)
        return reject(new UploadRefused(file.name, request.responseText));
      const upload = Upload.safeParse(parsed(request.responseText));
      return upload.success ? resolve(upload.data) : reject(new UploadRefused(file.name, request.responseText));
    };
    request.onerror = () => reject(new UploadRefused(file.name, ''));
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The server did not take a file; `answer` is what it said, if it said anything. */
export class UploadRefused extends Error {
  readonly file: string;
  readonly answer: unknown;
  constructor(file: string, answer: string) {
    super(`Upload of ${file} refused`);
    this.name = 'UploadRefused';
    this.file = file;
    this.answer = parsed(answer);
  }
}
