const BYTES_PER_GIGABYTE = 1_000_000_000n;

/** Bytes of whole gigabytes as they are sold: 1 GB = 10^9 bytes. */
export function bytesOfGigabytes(gigabytes: number): bigint {
  return BigInt(gigabytes) * BYTES_PER_GIGABYTE;
}
