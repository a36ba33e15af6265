import { Link } from "@/components/ui/link";
import { hrefOf, type PlacedOperation } from "./operations";

/** Method and path, leading to where the operation is described. */
export function OperationLink({ placed }: { placed: PlacedOperation }) {
  return (
    <Link
      href={hrefOf(placed)}
      prefetch={false}
      className="block min-w-0 break-words py-0.5 font-mono text-accent text-sm"
    >
      {`${placed.method.toUpperCase()} ${placed.path}`}
    </Link>
  );
}
