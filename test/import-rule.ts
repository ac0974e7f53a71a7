import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';

/** The layout's lines, top first. A folder may import from the lines above its own; folders on one line do not know each other. */
export const LINES: readonly (readonly string[])[] = [
  ['base'],
  ['wire'],
  ['protocol'],
  ['session'],
  ['importers', 'exporters', 'projections', 'replay', 'redaction'],
  ['doctor', 'diff'],
  ['lessons'],
  ['capture', 'storage'],
  ['worker'],
  ['ui', 'relay', 'practice'],
];

const FIRST_EDGE = lineOf('capture');
const NODE_FOLDERS = ['relay', 'practice'];

// What the page and the worker give, and what differs from run to run: arguments to the pure line, never its globals.
const EDGE_GLOBALS = new Set(
  'window document self globalThis navigator indexedDB localStorage fetch WebSocket XMLHttpRequest Worker setTimeout setInterval performance crypto'.split(
    ' ',
  ),
);
const EDGE_CALLS = new Set(['Date.now', 'Math.random']);

export type Offence = { readonly file: string; readonly what: string };

/** What in `source` breaks the import rule. `file` is its path below src/, with `/`. */
export function offencesIn(file: string, source: string): readonly Offence[] {
  const tree = ts.createSourceFile(file, scriptOf(file, source), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const { imports, globals } = usedBy(tree);
  const folder = folderOf(file);
  const found: string[] = [];
  if (folder !== undefined && lineOf(folder) < 0) found.push(`src/${folder}/ is not in the layout`);
  if (/\.svelte(\.ts)?$/.test(file) && folder !== 'ui') found.push('Svelte lives under ui/');
  for (const wanted of imports) found.push(...importOffences(file, folder, wanted));
  if (folder !== undefined && lineOf(folder) < FIRST_EDGE) for (const name of globals) found.push(`uses ${name}`);
  return found.map((what) => ({ file, what }));
}

function importOffences(file: string, folder: string | undefined, wanted: string): readonly string[] {
  // src/main.ts composes the page: it may know everyone.
  if (folder === undefined) return [];
  if (wanted.startsWith('.')) return relativeOffences(file, folder, wanted);
  const isNode = wanted.startsWith('node:') || builtinModules.includes(wanted);
  if (isNode && !NODE_FOLDERS.includes(folder)) return [`imports ${wanted}: Node is for relay/ and practice/`];
  if (/^svelte(\/|$)/.test(wanted) && folder !== 'ui') return [`imports ${wanted}: Svelte is for ui/`];
  return [];
}

function relativeOffences(file: string, folder: string, wanted: string): readonly string[] {
  const target = posix.join(posix.dirname(file), wanted.replace(/\?.*$/, ''));
  // The app's version has one home.
  if (target === '../package.json' && lineOf(folder) >= FIRST_EDGE) return [];
  if (target.startsWith('..')) return [`imports ${wanted}, which is outside src/`];
  const other = folderOf(target);
  if (other === folder) return [];
  if (other === undefined) return [`imports ${wanted}: the composition root is for nobody`];
  if (lineOf(other) < 0) return [`imports ${wanted}: src/${other}/ is not in the layout`];
  return lineOf(other) < lineOf(folder) ? [] : [`imports ${wanted}: ${folder}/ may not know ${other}/`];
}

function lineOf(folder: string): number {
  return LINES.findIndex((line) => line.includes(folder));
}

function folderOf(file: string): string | undefined {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : undefined;
}

function scriptOf(file: string, source: string): string {
  if (!file.endsWith('.svelte')) return source;
  return [...source.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');
}

/** Every module that the file names, and every edge global that it uses without declaring that name itself. */
function usedBy(tree: ts.SourceFile): { readonly imports: readonly string[]; readonly globals: readonly string[] } {
  const imports: string[] = [];
  const used: string[] = [];
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    const wanted = moduleNamedBy(node);
    if (wanted !== undefined) imports.push(wanted);
    const name = nameDeclaredBy(node);
    if (name !== undefined) declared.add(name);
    const use = edgeUse(node);
    if (use !== undefined) used.push(use);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { imports, globals: used.filter((name) => !declared.has(name)) };
}

function moduleNamedBy(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return textOf(node.arguments[0]);
  if (ts.isNewExpression(node) && node.expression.getText() === 'Worker') return workerModule(node.arguments?.[0]);
  return undefined;
}

/** The module in `new Worker(new URL('./main.ts', import.meta.url))`. */
function workerModule(url: ts.Expression | undefined): string | undefined {
  return url && ts.isNewExpression(url) ? textOf(url.arguments?.[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function nameDeclaredBy(node: ts.Node): string | undefined {
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isImportSpecifier(node);
  return declares && node.name && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

function edgeUse(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return EDGE_CALLS.has(node.getText()) ? node.getText() : undefined;
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'new Date()';
  if (!ts.isIdentifier(node) || !EDGE_GLOBALS.has(node.text)) return undefined;
  return isName(node) || isInType(node) ? undefined : node.text;
}

/** The name of a member, not a value of that name. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isBindingElement(parent) ||
      ts.isImportSpecifier(parent)) &&
    (parent.name === node || ('propertyName' in parent && parent.propertyName === node))
  );
}

function isInType(node: ts.Node): boolean {
  return ts.isTypeQueryNode(node.parent) || ts.isTypeReferenceNode(node.parent);
}
