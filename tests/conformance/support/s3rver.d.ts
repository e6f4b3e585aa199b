declare module 's3rver' {
  import type { Server } from 'node:http';
  import type { AddressInfo } from 'node:net';
  import type { Readable } from 'node:stream';
  import type Koa from 'koa';

  interface S3Object {
    readonly bucket: string;
    readonly key: string;
    readonly content: Readable;
    readonly metadata: Readonly<Record<string, string>>;
  }

  interface Range {
    readonly start?: number;
    readonly end?: number;
  }

  interface FoundObject {
    content?: Readable;
    readonly range?: { end: number };
  }

  interface Written {
    readonly size: number;
    readonly md5: string;
  }

  interface Listed {
    readonly objects: readonly { readonly key: string; readonly lastModifiedDate: Date; readonly size: number }[];
    readonly isTruncated: boolean;
  }

  interface Store {
    getResourcePath(bucket: string, key: string | undefined, resource: string): string;
    putMetadata(bucket: string, key: string, metadata: object, md5: string): Promise<void>;
    listObjects(bucket: string, options: object): Promise<Listed>;
    getObject(bucket: string, key: string, options: Range): Promise<FoundObject | null>;
    putObject(object: S3Object): Promise<Written>;
    initiateUpload(bucket: string, key: string, uploadId: string, metadata: object): Promise<void>;
    putPart(bucket: string, uploadId: string, partNumber: number, content: Readable): Promise<Written>;
  }

  class S3rver extends Koa {
    constructor(options: object);
    readonly store: Store;
    logger: object;
    readonly httpServer: Server;
    run(): Promise<AddressInfo>;
    close(): Promise<void>;
  }

  export = S3rver;
}
