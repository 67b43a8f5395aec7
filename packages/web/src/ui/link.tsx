import { Anchor, Button, NavLink } from '@mantine/core';
import type { AnchorProps, ButtonProps, NavLinkProps } from '@mantine/core';
import { createLink, useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode, Ref } from 'react';

type Linked<P> = Omit<P, 'href'> & { readonly ref?: Ref<HTMLAnchorElement>; readonly 'aria-label'?: string };

/** A link inside text, typed by the routes. */
export const TextLink = createLink(function TextAnchor(props: Linked<AnchorProps>) {
  return <Anchor {...props} />;
});

/** A link that looks like a button. */
export const ButtonLink = createLink(function ButtonAnchor(props: Linked<ButtonProps>) {
  return <Button component="a" {...props} />;
});

/** A line of the navigation. */
export const NavItem = createLink(function NavAnchor(props: Linked<NavLinkProps>) {
  return <NavLink component="a" {...props} />;
});

interface HrefProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string;
  /** Called before it leads on. */
  readonly onFollow?: (() => void) | undefined;
}

/** A link to an address that the server made; it stays inside the application. */
export function HrefLink({ href, children, className, onFollow }: HrefProps): ReactNode {
  const router = useRouter();
  function follow(event: MouseEvent): void {
    onFollow?.();
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(href);
  }
  return (
    <Anchor href={href} onClick={follow} {...(className === undefined ? {} : { className })}>
      {children}
    </Anchor>
  );
}
