import type { Failure } from "@/components/ui/error-panel";

/** A list to import, in the API's words. */
export interface ListWish {
  category: string;
  country_name: string;
  list: string;
}

/** What a list would bring. */
export interface Checked {
  state: "checked";
  added: number;
  returned: number;
  total: number;
  errors: { line: number; code: string }[];
  /** The first ones that were read. */
  items: { line: number; ip: string; port: number; hasLogin: boolean }[];
}

/** How a check or an import ended. */
export type ImportEnd =
  | Checked
  | { state: "imported"; count: number }
  | { state: "refused"; failure: Failure };
