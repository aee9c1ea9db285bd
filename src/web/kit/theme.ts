import { createTheme, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#e8f3ef',
  '#d4e6df',
  '#a9cdbf',
  '#7ab39e',
  '#549d83',
  '#3b8f72',
  '#2b8168',
  '#1f6f5c',
  '#17604f',
  '#0b5142',
];

/** The kit's look for Mantine's controls; colours that change with the theme come from `tokens.css`. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '9px', lg: '14px', xl: '20px' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Tooltip: {
      defaultProps: { withArrow: false, openDelay: 250, transitionProps: { duration: 100 }, multiline: true },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 160 } } },
    Modal: { defaultProps: { transitionProps: { duration: 120, transition: 'pop' } } },
    Popover: { defaultProps: { transitionProps: { duration: 100 }, shadow: 'none' } },
    // A menu holds its items only: the placeholder for the first focus is none, so the first item gets it.
    Menu: { defaultProps: { transitionProps: { duration: 100 }, shadow: 'none', withInitialFocusPlaceholder: false } },
  },
});
