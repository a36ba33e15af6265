import { expect, test } from "vitest";
import { csvLine } from "./csv";

test.each([
  [["a", 1, null], "a,1,\r\n"],
  [['say "hi"', "a,b", "two\nlines"], '"say ""hi""","a,b","two\nlines"\r\n'],
  [["=1+1", "+x", "@x", "-x", "\tx"], "'=1+1,'+x,'@x,'-x,'\tx\r\n"],
  [["-12.50", "-1"], "-12.50,-1\r\n"],
])("%j becomes a line that no spreadsheet runs", (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});
