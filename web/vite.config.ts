import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fieldShell } from './field-shell.ts';

const server = 'http://127.0.0.1:8080';

/** Pages are split by route (lazy imports of the site map); the big parts that every page needs get their own file. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), fieldShell()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The content policy forbids data: scripts and the server sends files with a year of cache.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler|@tanstack)\// },
            { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component)\//, minShareCount: 3 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: false }, '/log/': { target: server } } },
});
