"use client";

/** A page failed; the frame around it stays. */
export { FailedPage as default } from "@/components/layout/failed-page";
