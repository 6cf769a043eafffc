/** How a piece of text stands out; where nothing may stand out, it stays as it is. */

export type Tone = 'good' | 'bad' | 'doubtful' | 'error' | 'warning' | 'note' | 'faint' | 'bold';

export type Paint = (tone: Tone, text: string) => string;

export const plain: Paint = (_, text) => text;
