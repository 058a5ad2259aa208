<?php
/**
 * The widget's script: where it is, and how it comes into the page as a module, once.
 *
 * @package points-widget
 */

defined( 'ABSPATH' ) || exit;

/**
 * The loader's address: the one that was set, or that of the copy in dist/; '' where there is neither.
 */
function points_widget_script_address() {
	$address = points_widget_option( 'script' );
	if ( '' !== $address ) {
		return $address;
	}
	$copy = 'dist/points-widget.js';
	return is_readable( plugin_dir_path( POINTS_WIDGET_FILE ) . $copy ) ? plugins_url( $copy, POINTS_WIDGET_FILE ) : '';
}

/**
 * Has the script printed. No version in the address: the loader keeps its name, and a CDN says how long to keep it.
 */
function points_widget_enqueue() {
	$address = points_widget_script_address();
	if ( '' === $address ) {
		return;
	}
	if ( function_exists( 'wp_enqueue_script_module' ) ) {
		wp_enqueue_script_module( 'points-widget', $address, array(), null );
	} else {
		wp_enqueue_script( 'points-widget', $address, array(), null, true );
	}
}

/**
 * Before WordPress 6.5 a script is a module only when its tag says so.
 */
function points_widget_module_tag( $tag, $handle, $src ) {
	if ( 'points-widget' !== $handle ) {
		return $tag;
	}
	return wp_get_script_tag(
		array(
			'type' => 'module',
			'src'  => $src,
			'id'   => 'points-widget-js',
		)
	);
}
