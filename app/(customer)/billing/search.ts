import { DEPOSIT_STATUSES } from "@/lib/contract/deposits";
import { TRANSACTION_TYPES } from "@/lib/contract/users";
import { CURSOR, readFilters, type SearchParams } from "@/lib/list-url";

export const TRANSACTION_STATUSES = ["pending", "completed", "failed"] as const;

const TRANSACTION_FILTERS = {
  type: TRANSACTION_TYPES,
  status: TRANSACTION_STATUSES,
  subscription_id: /^[1-9]\d{0,14}$/,
};

/** The filters of the transactions, as they stand in the URL and as the API takes them. */
export function readTransactionFilters(params: SearchParams) {
  const { type, status, subscription_id } = readFilters(params, TRANSACTION_FILTERS);
  return {
    type: TRANSACTION_TYPES.find((one) => one === type),
    status: TRANSACTION_STATUSES.find((one) => one === status),
    subscription_id,
  };
}

export type TransactionFilters = ReturnType<typeof readTransactionFilters>;

/** The filter of the deposits. */
export function readDepositFilters(params: SearchParams) {
  const { status } = readFilters(params, { status: DEPOSIT_STATUSES });
  return { status: DEPOSIT_STATUSES.find((one) => one === status) };
}

/** The page of a list that the URL names. */
export function readCursor(params: SearchParams): string | undefined {
  return readFilters(params, { cursor: CURSOR }).cursor;
}

/** What is to be topped up, and for what, so that signing in on the way loses neither. */
export function readTopUpWish({ amount, next }: SearchParams): Record<string, string> {
  return {
    ...(typeof amount === "string" ? { amount } : {}),
    ...(typeof next === "string" ? { next } : {}),
  };
}
