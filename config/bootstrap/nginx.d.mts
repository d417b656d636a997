export interface FoundNginx {
  readonly path: string;
  readonly hasDav: boolean;
}
export declare function lookForNginx(): FoundNginx | undefined;
export declare function findNginx(): string | undefined;
export declare function complaintAboutNginx(nginx: FoundNginx | undefined): string | undefined;
