import type { AnySchema, ContractProcedure, ErrorMap, InferSchemaOutput, Meta } from '@orpc/contract';
import type { contract } from '../model/api.ts';
import type { Job, Upload } from '../model/imports.ts';
import type { Access } from '../store/registry/access.ts';

/** The function that fulfils one operation of the contract: checked input in, output out, `Problem` thrown; who no longer waits aborts the signal. */
type OperationOf<In extends AnySchema, Out extends AnySchema> =
  unknown extends InferSchemaOutput<In>
    ? () => Promise<InferSchemaOutput<Out>>
    : (input: InferSchemaOutput<In>, signal?: AbortSignal) => Promise<InferSchemaOutput<Out>>;

type Fulfilled<Part> =
  Part extends ContractProcedure<infer In, infer Out, ErrorMap, Meta>
    ? OperationOf<In, Out>
    : { [Name in keyof Part]: Fulfilled<Part[Name]> };

/** One function per operation of the public contract, under the same names. */
export type ContractOperations = Fulfilled<typeof contract>;

/**
 * Everything the product does: the contract's operations, and those that move files, which the faces offer in their own way
 * (a raw HTTP route, a path on the command line).
 */
export type Operations = ContractOperations & {
  uploads: {
    /** Keeps a file's bytes until an import takes them; nothing is left of a stream that breaks off. */
    receive(input: { name: string; bytes: AsyncIterable<Uint8Array> }): Promise<Upload>;
    /** Names a file on this machine for an import without copying it; it is never deleted. */
    local(input: { path: string }): Promise<Upload>;
  };
  backups: {
    /** Writes everything into one new file. */
    write(input: { file: string }): Promise<Job>;
    /** Brings everything back from one file; refuses where there are facts already, unless `replace`. */
    restore(input: { file: string; replace: boolean }): Promise<Job>;
  };
  /** The owner of a server that others can reach, and their sessions; who calls has to see that it is not called by just anybody. */
  access: Access;
  /** Sources read again by themselves, and imports gone on with that were cut short; off until begun, which only a server does. */
  keepFresh: {
    begin(): Promise<void>;
    /** Reads what is due now, one after another, and resolves when all is read. */
    readDue(): Promise<void>;
  };
  /** Resolves with the job once it is no longer running. */
  finished(input: { id: string }): Promise<Job>;
  /** Asks what runs to stop, waits for it. The stores stay open. */
  close(): Promise<void>;
};
