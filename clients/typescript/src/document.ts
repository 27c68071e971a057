/** What the server wrote in a format other than the models' JSON. */
export class RetrievedDocument {
  constructor(
    /** Such as `application/json; charset=utf-8`. */
    readonly contentType: string,
    readonly content: Uint8Array,
    /** What to save it as, when the server names something. */
    readonly fileName?: string,
  ) {}

  /** The content as text, which all formats but BRUNO are. */
  get text(): string {
    return new TextDecoder().decode(this.content);
  }
}

const fileName = /filename="([^"]*)"/;

/** The whole answer as a document. */
export async function documentOf(response: Response): Promise<RetrievedDocument> {
  return new RetrievedDocument(
    response.headers.get("content-type") ?? "",
    new Uint8Array(await response.arrayBuffer()),
    fileName.exec(response.headers.get("content-disposition") ?? "")?.[1],
  );
}
