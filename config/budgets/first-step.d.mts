export declare function filesOfFirstStep(site: string): { readonly all: string[]; readonly scripts: string[] };
