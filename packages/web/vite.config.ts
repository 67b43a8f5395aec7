import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const SMALLEST_SHARED_CHUNK = 12_000;

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // Without inlining, the content policy needs no data: scripts or styles, and files cache by content.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'framework', test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|zod|@tanstack)[\\/]/ },
            // Parts used by several pages travel together; charts and what only one page needs stay apart.
            {
              name: 'shared',
              minShareCount: 3,
              minSize: SMALLEST_SHARED_CHUNK,
              test: /node_modules[\\/](@mantine[\\/](core|hooks)|@floating-ui|@tabler)|packages[\\/]web[\\/]src/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8023' } },
});
