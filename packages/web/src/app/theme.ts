import { Anchor, createTheme } from '@mantine/core';

/** One calm accent; fonts of the system that carry every Vietnamese letter. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 9, dark: 7 },
  colors: {
    brand: ['#eef5fb', '#dce8f3', '#b4d0e8', '#89b6dd', '#66a0d3', '#5093ce', '#448ccc', '#3478b4', '#286ba2', '#155486'],
  },
  fontFamily: '"Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", "Liberation Sans", Arial, system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: { Anchor: Anchor.extend({ defaultProps: { inherit: true } }) },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.3' }, h2: { fontSize: '1.125rem', lineHeight: '1.35' } },
  },
});
