/** An event as a person writes it. Its texts may hold variables, e.g. `{{token}}`. */
export type Message = {
  readonly event: string;
  /** A JSON array; bytes stand in it as `{"$binary":"base64"}`. */
  readonly args: string;
  readonly nsp: string;
  readonly expectAck: boolean;
  readonly ackTimeoutMs: number;
  readonly isVolatile: boolean;
  /** Whether its frame may be compressed, where the connection can. */
  readonly isCompressed: boolean;
};
