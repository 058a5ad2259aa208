<?php
/**
 * Stubs of the WordPress functions that the plugin uses, so that its tests run without WordPress: hooks, escaping, options,
 * scripts. WITH_MODULES=0 emulates a WordPress before 6.5.
 */

define( 'ABSPATH', __DIR__ . '/' );

$GLOBALS['wp'] = array(
	'shortcodes' => array(),
	'filters'    => array(),
	'options'    => array(),
	'modules'    => array(),
	'scripts'    => array(),
	'settings'   => array(),
	'fields'     => array(),
);

function add_shortcode( $name, $callback ) {
	$GLOBALS['wp']['shortcodes'][ $name ] = $callback;
}
function add_filter( $name, $callback, $priority = 10, $arguments = 1 ) {
	$GLOBALS['wp']['filters'][ $name ][] = array( $callback, $arguments );
}
function add_action( $name, $callback, $priority = 10, $arguments = 1 ) {
	add_filter( $name, $callback, $priority, $arguments );
}
function apply_filters( $name, $value, ...$more ) {
	foreach ( $GLOBALS['wp']['filters'][ $name ] ?? array() as list( $callback, $arguments ) ) {
		$value = $callback( ...array_slice( array( $value, ...$more ), 0, $arguments ) );
	}
	return $value;
}
function do_action( $name ) {
	foreach ( $GLOBALS['wp']['filters'][ $name ] ?? array() as list( $callback ) ) {
		$callback();
	}
}

function __( $text, $domain ) {
	return $text;
}
function esc_html( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8', false );
}
function esc_html__( $text, $domain ) {
	return esc_html( $text );
}
function esc_attr( $text ) {
	return esc_html( $text );
}
function esc_url_raw( $url, $protocols = array( 'http', 'https', 'mailto' ) ) {
	$scheme = parse_url( $url, PHP_URL_SCHEME );
	if ( null === $scheme && preg_match( '~^[^/?#]*:~', $url ) ) {
		return '';
	}
	return null === $scheme || in_array( strtolower( $scheme ), $protocols, true ) ? preg_replace( '~[^a-z0-9-\~+_.?#=!&;,/:%@$|*\'()\[\]]~i', '', $url ) : '';
}
function esc_url( $url ) {
	return str_replace( array( '&', "'" ), array( '&#038;', '&#039;' ), esc_url_raw( $url ) );
}
/** Removes scripts and all attributes: stricter than WordPress. */
function wp_kses_post( $html ) {
	return preg_replace( '~<([a-z0-9]+)\s[^>]*>~i', '<$1>', strip_tags( preg_replace( '~<script.*?</script>~is', '', $html ), '<p><b><i><br><a>' ) );
}

function shortcode_atts( $pairs, $attributes, $shortcode = '' ) {
	$result = array();
	foreach ( $pairs as $name => $value ) {
		$result[ $name ] = array_key_exists( $name, $attributes ) ? $attributes[ $name ] : $value;
	}
	return $result;
}
/** The text with its shortcodes replaced: names and quoted values, as in WordPress's own grammar. */
function do_shortcode( $text ) {
	return preg_replace_callback(
		'~\[(\w+)([^\]]*)\](?:(.*?)\[/\1\])?~s',
		function ( $found ) {
			preg_match_all( '~(\w+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')~', $found[2], $pairs, PREG_SET_ORDER );
			$attributes = array();
			foreach ( $pairs as $pair ) {
				$attributes[ strtolower( $pair[1] ) ] = $pair[3] ?? $pair[2];
			}
			// Without attributes, WordPress passes an empty string.
			return $GLOBALS['wp']['shortcodes'][ $found[1] ]( $attributes ? $attributes : '', $found[3] ?? '' );
		},
		$text
	);
}

function plugin_dir_path( $file ) {
	return dirname( $file ) . '/';
}
function plugins_url( $path, $file ) {
	return 'https://brand.example/wp-content/plugins/' . basename( dirname( $file ) ) . '/' . $path;
}
function get_option( $name, $default = false ) {
	return $GLOBALS['wp']['options'][ $name ] ?? $default;
}
function current_user_can( $what ) {
	return 'manage_options' === $what;
}

if ( '0' !== getenv( 'WITH_MODULES' ) ) {
	function wp_enqueue_script_module( $id, $src, $deps, $version ) {
		$GLOBALS['wp']['modules'][ $id ] = $src . ( null === $version ? '' : '?ver=' . $version );
	}
}
function wp_enqueue_script( $handle, $src, $deps, $version, $in_footer ) {
	$GLOBALS['wp']['scripts'][ $handle ] = $src . ( null === $version ? '' : '?ver=' . $version );
}
function wp_get_script_tag( $attributes ) {
	$html = '';
	foreach ( $attributes as $name => $value ) {
		$html .= sprintf( ' %s="%s"', $name, 'src' === $name ? esc_url( $value ) : esc_attr( $value ) );
	}
	return "<script$html></script>\n";
}
/** The scripts at the end of a page. */
function wp_footer() {
	$html = '';
	foreach ( $GLOBALS['wp']['scripts'] as $handle => $src ) {
		$tag   = sprintf( "<script type='text/javascript' src='%s' id='%s-js'></script>\n", esc_url( $src ), esc_attr( $handle ) );
		$html .= apply_filters( 'script_loader_tag', $tag, $handle, $src );
	}
	foreach ( $GLOBALS['wp']['modules'] as $id => $src ) {
		$html .= wp_get_script_tag( array( 'type' => 'module', 'src' => $src, 'id' => $id . '-js-module' ) );
	}
	return $html;
}

function register_setting( $group, $name, $arguments ) {
	$GLOBALS['wp']['settings'][ $name ] = $arguments;
}
function add_settings_section( $id, $title, $callback, $page ) {}
function add_settings_field( $id, $title, $callback, $page, $section, $arguments ) {
	$GLOBALS['wp']['fields'][ $id ] = array( $title, $callback, $arguments );
}
function add_options_page( $title, $menu, $capability, $slug, $callback ) {
	$GLOBALS['wp']['page'] = array( $capability, $callback );
}
function settings_fields( $group ) {}
function do_settings_sections( $page ) {
	foreach ( $GLOBALS['wp']['fields'] as list( $title, $callback, $arguments ) ) {
		echo '<label for="' . esc_attr( $arguments['label_for'] ) . '">' . esc_html( $title ) . '</label>';
		$callback( $arguments );
	}
}
function submit_button() {}

require getenv( 'PLUGIN' ) ? getenv( 'PLUGIN' ) : dirname( __DIR__ ) . '/points-widget/points-widget.php';
